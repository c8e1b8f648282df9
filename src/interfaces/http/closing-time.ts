import type { RequestHandler } from 'express';
import { HttpProblem } from './problem-details.ts';

/** How soon it makes sense to ask again, in seconds: another instance answers, or this one after its start. */
const AGAIN_S = '2';
const CLOSING = new HttpProblem(
  503,
  'unavailable',
  'Not available now',
  'The server is stopping: try again in a moment. A change under an Idempotency-Key is made once, however often.',
);

/** The end of the day: whoever is inside is served, whoever comes then is not. */
export class ClosingTime {
  private begun = false;

  begin(): void {
    this.begun = true;
  }

  /** Also ends the connection: the next request on it would meet nobody. */
  readonly turnAway: RequestHandler = (_request, response, next) => {
    if (!this.begun) {
      next();
      return;
    }
    response.set({ Connection: 'close', 'Retry-After': AGAIN_S });
    next(CLOSING);
  };
}
