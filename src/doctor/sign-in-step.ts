import { TokensWire, type UserWire } from '../interfaces/wire/auth-wire.ts';
import { inShort, isPage, readJson } from './answers.ts';
import type { Options } from './arguments.ts';
import type { Answer, Door } from './door.ts';
import type { Report, Trouble } from './report.ts';

/** Somebody who is signed in, and the door as he uses it. */
export interface Visitor {
  readonly door: Door;
  readonly user: Pick<UserWire, 'name' | 'role'>;
}

const Tokens = TokensWire.pick({ access_token: true, user: true });

export async function signIn(door: Door, { email, password }: Options, report: Report): Promise<Visitor | null> {
  const question = { method: 'POST', body: { email, password } };
  const answer = await report.attempt('sign-in', () => door.ask('/api/v1/auth/login', question));
  if (!answer) return null;
  const tokens = answer.status === 200 ? readJson(answer.text, Tokens) : null;
  if (!tokens) {
    report.fault('sign-in', refusal(answer));
    return null;
  }
  const { access_token: token, user } = tokens;
  report.ok('sign-in', `signed in as ${user.name} (${user.role}) in ${answer.ms} ms`);
  return { door: door.as(token), user };
}

/** Ends the session that the examination made. */
export async function signOut({ door }: Visitor, report: Report): Promise<void> {
  const answer = await report.attempt('sign-out', () => door.ask('/api/v1/auth/logout', { method: 'POST' }));
  if (!answer || answer.status === 204) return;
  const todo = 'the session of this examination stays open until it runs out, unless an admin ends it';
  report.warn('sign-out', { seen: `it was answered with ${inShort(answer)}`, todo });
}

function refusal(answer: Answer): Trouble {
  const seen = `it was answered with ${inShort(answer)}`;
  const { status, headers } = answer;
  if (status === 401) {
    return { seen, todo: 'the e-mail or the password is wrong, or an admin has deactivated this person' };
  }
  if (status === 429) {
    const after = Number(headers['retry-after']) || 60;
    return { seen, todo: `too many sign-ins have failed: wait ${after} s, then try with the right password` };
  }
  if (status === 404 || status === 405 || isPage(answer)) {
    return { seen, todo: "this is no address of the API: give --url the backend's address and port, without a path" };
  }
  if (status >= 500) return { seen, todo: 'look at the log of the server, and of the proxy before it' };
  return { seen, todo: 'compare with docs/api.md: something between here and the server may change requests' };
}
