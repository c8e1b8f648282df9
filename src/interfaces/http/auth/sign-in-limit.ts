import type { Request, RequestHandler } from 'express';
import { normalizeEmail } from '../../../domain/people/user.ts';
import { LoginBody } from '../../wire/auth-wire.ts';
import { HttpProblem } from '../problem-details.ts';
import { FailureLimit } from './failure-limit.ts';

const WINDOW_MS = 60_000;
const FAILURES = 20;

/** At most twenty failed sign-ins in a minute for one e-mail address. Comes after the body is parsed. */
export function signInLimit(): RequestHandler {
  const limit = new FailureLimit(FAILURES, WINDOW_MS);
  return async (request, response, next) => {
    const address = addressOf(request);
    const waitMs = await limit.enter(address);
    if (waitMs !== null) {
      response.set('Retry-After', String(Math.ceil(waitMs / 1000)));
      const detail = 'Too many failed sign-ins for this e-mail address: wait a minute, then try again.';
      throw new HttpProblem(429, 'too_many_requests', 'Too many requests', detail);
    }
    const leave = () => limit.leave(address, response.statusCode === 401);
    if (response.destroyed) {
      leave(); // he did not wait
      return;
    }
    response.once('close', leave);
    next();
  };
}

/** A body without an address is refused later, for all such alike. */
function addressOf(request: Request): string {
  const body = LoginBody.safeParse(request.body);
  return body.success ? normalizeEmail(body.data.email) : '';
}
