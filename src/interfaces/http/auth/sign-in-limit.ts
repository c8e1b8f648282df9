import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { normalizeEmail } from '../../../domain/people/user.ts';
import { LoginBody } from '../../wire/auth-wire.ts';
import { HttpProblem } from '../problem-details.ts';

const WINDOW_MS = 60_000;
const FAILURES = 20;

/** At most twenty failed sign-ins in a minute for one e-mail address. Comes after the body is parsed. */
export function signInLimit(): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: FAILURES,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: addressOf,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
    handler: (_request, _response, next) => {
      const detail = 'Too many failed sign-ins for this e-mail address: wait a minute, then try again.';
      next(new HttpProblem(429, 'too_many_requests', 'Too many requests', detail));
    },
  });
}

/** A body without an address is refused later, for all such alike. */
function addressOf(request: Request): string {
  const body = LoginBody.safeParse(request.body);
  return body.success ? normalizeEmail(body.data.email) : '';
}
