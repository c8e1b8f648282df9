import type { TicketWire, TokensWire, UserWire } from '../../wire/auth-wire.ts';
import { browserStorage } from './browser-storage.ts';

const KEY = 'smeta-live:session';
/** Is there while the last session was ended by the server. */
const ENDED_KEY = 'smeta-live:session-ended';
const REFRESH_LOCK = 'smeta-live:refresh';
/** So long before its end a token is taken for ended: a request may take a while. */
const MARGIN_MS = 20_000;
/** Whoever waits longer is told that nobody answers. */
export const ANSWER_MS = 30_000;
const UNAUTHORIZED = 401;

interface Kept {
  readonly user: UserWire;
  readonly accessToken: string;
  /** Milliseconds of the clock. */
  readonly expiresAt: number;
  readonly refreshToken: string;
  /** Under which the next refresh is asked for, however often: its answer may be lost on the way (contract §2). */
  readonly refreshKey: string;
}

/** Who is signed in, in all tabs of this browser. */
export class Session {
  private readonly listeners = new Set<() => void>();
  private read: { text: string | null; kept: Kept | null } = { text: null, kept: null };

  constructor(
    private readonly base = '',
    private readonly storage: Storage = browserStorage('localStorage'),
  ) {
    globalThis.addEventListener?.('storage', ({ key }) => {
      if (key === KEY || key === null) this.changed(); // another tab signed in or out
    });
  }

  get user(): UserWire | null {
    return this.kept?.user ?? null;
  }

  /** Nobody is signed in, because the server ended the last session. */
  get wasEnded(): boolean {
    return this.storage.getItem(ENDED_KEY) !== null;
  }

  /** @returns a function that ends it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Answers the server's response, which says why where it is no success. */
  async signIn(email: string, password: string): Promise<Response> {
    const response = await this.post('/api/v1/auth/login', { email, password });
    if (response.ok) this.keep((await response.clone().json()) as TokensWire);
    return response;
  }

  /** Here at once, and on the server if it can be reached. */
  async signOut(): Promise<void> {
    const kept = this.kept;
    this.forget();
    if (kept) await this.endOnServer(kept).catch(unreachable);
  }

  /** `fetch` as the person who is signed in: with a fresh token, and once more with another if that was refused. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const kept = this.kept;
    if (kept && kept.expiresAt - MARGIN_MS < Date.now()) await this.renew();
    const response = await this.send(path, init);
    return response.status === UNAUTHORIZED && (await this.renew()) ? this.send(path, init) : response;
  }

  /** The same for a stream, with a ticket (contract §4): it may go on for as long as the session, and not for a token's life. */
  async fetchStream(path: string, init: RequestInit): Promise<Response> {
    const response = await this.fetch('/api/v1/sse/ticket', { method: 'POST', signal: init.signal ?? null });
    if (!response.ok) return response;
    const { ticket } = (await response.json()) as TicketWire;
    return this.send(path, init, ticket);
  }

  /** A new token; one tab asks, the others take what it got. False: the session is over. Rejects where nobody answers. */
  renew(): Promise<boolean> {
    const before = this.kept?.refreshToken;
    const refresh = async () => {
      const kept = this.kept;
      if (!kept) return false;
      if (kept.refreshToken !== before) return true; // another tab was faster
      const response = await this.post(
        '/api/v1/auth/refresh',
        { refresh_token: kept.refreshToken },
        { 'Idempotency-Key': kept.refreshKey },
      );
      if (response.ok) this.keep((await response.json()) as TokensWire);
      else if (response.status === UNAUTHORIZED) this.end();
      else throw new Error(`the session could not be renewed: ${response.status}`);
      return response.ok;
    };
    const locks = globalThis.navigator?.locks; // over HTTPS and on localhost alone
    return locks ? locks.request(REFRESH_LOCK, refresh) : refresh();
  }

  /** A token that is over ends nothing, so there has to be another first. */
  private async endOnServer({ accessToken, refreshToken }: Kept): Promise<void> {
    const logout = (token: string) => this.post('/api/v1/auth/logout', {}, { Authorization: `Bearer ${token}` });
    const { status } = await logout(accessToken);
    if (status !== UNAUTHORIZED) return;
    const response = await this.post('/api/v1/auth/refresh', { refresh_token: refreshToken });
    if (response.ok) await logout(((await response.json()) as TokensWire).access_token);
  }

  private send(path: string, init: RequestInit, token = this.kept?.accessToken): Promise<Response> {
    const headers = new Headers(init.headers);
    if (token) headers.set('Authorization', `Bearer ${token}`);
    return fetch(this.base + path, { ...init, headers });
  }

  private post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const all = { 'Content-Type': 'application/json', ...headers };
    const signal = AbortSignal.timeout(ANSWER_MS); // or one that hangs would keep all tabs waiting for a new token
    return fetch(this.base + path, { method: 'POST', headers: all, body: JSON.stringify(body), signal });
  }

  /** The same object until it changes, as React wants it. */
  private get kept(): Kept | null {
    const text = this.storage.getItem(KEY);
    if (text !== this.read.text) this.read = { text, kept: text ? (JSON.parse(text) as Kept) : null };
    return this.read.kept;
  }

  private keep({ user, access_token, expires_in, refresh_token }: TokensWire): void {
    const expiresAt = Date.now() + expires_in * 1000;
    const renewal = { refreshToken: refresh_token, refreshKey: newKey() };
    const kept: Kept = { user, accessToken: access_token, expiresAt, ...renewal };
    this.storage.setItem(KEY, JSON.stringify(kept));
    this.storage.removeItem(ENDED_KEY);
    this.changed();
  }

  private end(): void {
    this.storage.setItem(ENDED_KEY, 'yes');
    this.forget();
  }

  private forget(): void {
    this.storage.removeItem(KEY);
    this.changed();
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** For the header `Idempotency-Key`. (`randomUUID` is there over HTTPS alone.) */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4))).join('-');
}

function unreachable(error: unknown): void {
  console.info('[SSE] signed out here, but the server could not be told:', error);
}
