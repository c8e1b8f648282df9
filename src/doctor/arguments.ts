import { parseArgs } from 'node:util';
import type { Limits } from './report.ts';

export const USAGE =
  'usage: npm run doctor -- --url <base> --email <e-mail> --password <password> [--origin <origin of the page>]';

/** Longer than any healthy answer, shorter than a person's patience. */
const PATIENCE_MS = 10_000;

/** Contract §8, and the targets of operation: under half a second, alarm at two. */
export const LIMITS: Limits = { slowMs: 500, tooSlowMs: 2_000 };

/** What to examine, and as whom. */
export interface Options {
  /** Scheme, host and port, perhaps a path that the server stands under; no slash at its end. */
  readonly url: string;
  readonly email: string;
  readonly password: string;
  /** `https://app.example`: of a page on another site that is to use the server. */
  readonly origin: string | null;
  /** How long to wait for any one thing, in milliseconds. */
  readonly patienceMs: number;
  /** Of the time to the first byte, and of an event's way. */
  readonly limits: Limits;
}

/** What is refused is never repeated: a slip may have put the password anywhere. */
export function readArguments(words: readonly string[]): { options: Options } | { refused: string } {
  const given = parse(words);
  if (!given) return { refused: 'an argument is unknown, or has no value' };
  const { url = '', email, password, origin } = given;
  const base = webAddress(url);
  if (!base) return { refused: '--url must be an address that begins with http:// or https://, without a user in it' };
  if (!email || !password) return { refused: `--${email ? 'password' : 'email'} is missing` };
  const page = origin === undefined ? null : webAddress(origin);
  if (origin !== undefined && !page) return { refused: '--origin must begin with http:// or https://' };
  const path = base.pathname.replace(/\/+$/, '');
  const who = { url: base.origin + path, email, password, origin: page?.origin ?? null };
  return { options: { ...who, patienceMs: PATIENCE_MS, limits: LIMITS } };
}

function parse(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...words], options: { url: text, email: text, password: text, origin: text } }).values;
  } catch {
    return null; // its message would repeat what was given
  }
}

function webAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : null;
}
