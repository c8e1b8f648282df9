/** A sign-in that lives as long as this tab: nothing of it is kept anywhere else, nor stands in an address. */

const KEY = 'smeta-demo-session';

export class Session {
  #tokens = null;
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  get token() {
    return this.#tokens?.access_token ?? null;
  }

  get user() {
    return this.#tokens?.user ?? null;
  }

  /** What a reload of the tab left. */
  restore() {
    try {
      this.#set(JSON.parse(sessionStorage.getItem(KEY)));
    } catch {
      this.#set(null); // the browser keeps nothing for this page
    }
  }

  /** @returns the problem, or null when it went well. */
  async signIn(email, password) {
    const { status, body } = await ask('/api/v1/auth/login', { email, password });
    if (status === 200) this.#set(body);
    return status === 200 ? null : { status, ...body };
  }

  async signOut() {
    const { token } = this;
    this.#set(null);
    if (token) await ask('/api/v1/auth/logout', undefined, token);
  }

  /** New tokens for old. False when that is over, and one must sign in again. */
  async renew() {
    if (!this.#tokens) return false;
    const { status, body } = await ask('/api/v1/auth/refresh', { refresh_token: this.#tokens.refresh_token });
    if (status === 200) this.#set(body);
    else if (status === 401) this.#set(null);
    return status === 200;
  }

  /** A call as whoever is signed in; once more with new tokens when the old have run out. */
  async call(path, body) {
    const answer = await ask(path, body, this.token);
    return answer.status === 401 && (await this.renew()) ? ask(path, body, this.token) : answer;
  }

  #set(tokens) {
    this.#tokens = tokens;
    try {
      if (tokens) sessionStorage.setItem(KEY, JSON.stringify(tokens));
      else sessionStorage.removeItem(KEY);
    } catch {
      // then it lasts until the reload
    }
    this.#onChange(this);
  }
}

/** Status 0: no answer came. */
async function ask(path, body, token) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: {
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: await response.json().catch(() => ({})) };
  } catch {
    return { status: 0, body: {} };
  }
}
