import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { inject, injectable } from 'tsyringe';
import { HttpSettings } from '../http-settings.ts';
import { HttpProblem } from '../problem-details.ts';
import { dialogIdOf, guestOf } from './guest-of.ts';

const WINDOW_MS = 60_000;
/** Everything that guests at one address ask for. */
const PER_ADDRESS = 120;
const MESSAGES_PER_DIALOG = 30;

const passOn: RequestHandler = (_request, _response, next) => next();

/** How often guests may come: they need no sign-in, so anybody may be one. Counted on this instance. */
@injectable()
export class GuestLimits {
  readonly byAddress: RequestHandler;
  /** Counts what was said, and not what was refused. */
  readonly byDialog: RequestHandler;

  constructor(@inject(HttpSettings) { rateLimit: on }: HttpSettings) {
    this.byAddress = on ? limit(PER_ADDRESS, addressOf, false) : passOn;
    this.byDialog = on ? limit(MESSAGES_PER_DIALOG, dialogOf, true) : passOn;
  }
}

function limit(most: number, keyGenerator: (request: Request) => string, skipFailedRequests: boolean): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: most,
    keyGenerator,
    skipFailedRequests,
    legacyHeaders: false,
    standardHeaders: false,
    handler: refuse,
  });
}

/** Of IPv6 the network that one household has. */
function addressOf({ ip = '' }: Request): string {
  return ipKeyGenerator(ip);
}

/** With its guest: whoever tries numbers does not use up what is somebody else's. */
function dialogOf(request: Request): string {
  const { assistantId, guestId } = guestOf(request);
  return `${dialogIdOf(request)} ${assistantId} ${guestId}`;
}

function refuse(request: Request, response: Response): never {
  const { resetTime } = (request as { rateLimit?: { resetTime?: Date } }).rateLimit ?? {};
  const waitMs = resetTime === undefined ? WINDOW_MS : resetTime.getTime() - Date.now();
  response.set('Retry-After', String(Math.max(1, Math.ceil(waitMs / 1000))));
  throw new HttpProblem(429, 'too_many_requests', 'Too many requests', 'Too many at once: wait, then try again.');
}
