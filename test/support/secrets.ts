import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect } from '@jest/globals';

/** What opens a door, by its looks. */
const SHAPES: readonly [what: string, RegExp][] = [
  ['an access token or ticket', /eyJ[\w-]+\.eyJ/],
  ['a refresh token', /(?<![\w-])[\w-]{43}(?![\w-])/],
  ['the signature of a webhook', /sha256=[\da-f]{64}/i],
  ['the password of the people of tests', /a good password/],
  ['a secret of a test server', /a secret for tests alone|a secret that only crm knows/],
];

/** Parameters and headers that are nobody else's business: also a guest is known by nothing but his id. */
const PARAMETERS = ['token', 'ticket', 'access_token', 'refresh_token', 'guest_id'];
const HEADERS = ['authorization', 'cookie', 'x-signature'];
/** Shorter ones are words of everyday, and would be found everywhere. */
const WORD = /[\w-]{16,}/g;

/** Node tells of requests under these names, as they begin: what a server of this process gets, and what it asks others. */
const SERVED = 'http.server.request.start';
const ASKED = 'http.client.request.start';
const FETCHED = 'undici:request:create';

const brought = new Set<string>();
const leaks: string[] = [];

/** What is secret in a line of a log, by its looks or because a request of this test file brought it; null for nothing. */
export function secretIn(line: string): string | null {
  const shape = SHAPES.find(([, looks]) => looks.test(line));
  if (shape) return shape[0];
  return [...line.matchAll(WORD)].some(([word]) => brought.has(word)) ? 'what a request brought as a secret' : null;
}

/** Every line of every log of the suite comes here, and the file of tests fails that has one with a secret in it. */
export function inspect(line: string): void {
  const secret = secretIn(line);
  if (secret !== null) leaks.push(`${secret} in a log: ${line}`);
}

/** What was found so far, and is forgiven. */
export function takeLeaks(): string[] {
  return leaks.splice(0);
}

/** Lines of a program with these settings that hold a secret: one of the settings, or what `secretIn` knows. */
export function leaksOf(text: string, env: Readonly<Record<string, string>>): string[] {
  const settings = Object.entries(env).filter(([name, value]) => /SECRET|PASSWORD/.test(name) && value.length >= 8);
  const password = URL.canParse(env.DATABASE_URL ?? '') ? new URL(env.DATABASE_URL ?? '').password : '';
  const texts = [...settings.map(([, value]) => value), ...(password ? [`:${password}@`] : [])];
  return text.split('\n').filter((line) => secretIn(line) !== null || texts.some((secret) => line.includes(secret)));
}

beforeAll(() => {
  subscribe(SERVED, onServed);
  subscribe(ASKED, onAsked);
  subscribe(FETCHED, onFetched);
});
afterAll(() => {
  unsubscribe(SERVED, onServed);
  unsubscribe(ASKED, onAsked);
  unsubscribe(FETCHED, onFetched);
  expect(takeLeaks()).toEqual([]);
});

function onServed(message: unknown): void {
  const { request } = message as { request: { url: string; headers: Record<string, string | string[] | undefined> } };
  remember(request.url);
  for (const name of HEADERS) rememberWords(String(request.headers[name] ?? ''));
}

function onAsked(message: unknown): void {
  remember((message as { request: { path: string } }).request.path);
}

function onFetched(message: unknown): void {
  remember((message as { request: { path?: string } }).request.path ?? '');
}

function remember(path: string): void {
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  for (const name of PARAMETERS) for (const value of query.getAll(name)) rememberWords(value);
}

function rememberWords(text: string): void {
  for (const [word] of text.matchAll(WORD)) brought.add(word);
}
