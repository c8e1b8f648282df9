import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { AGAIN_S, HttpProblem, problemBody } from './problem-details.ts';

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

  /** The answer of whoever still has none when the time for that is over. Resolves when it is on its way. */
  giveUp(response: ServerResponse): Promise<void> {
    const { status, title, code, message: detail } = CLOSING;
    response.writeHead(status, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      Connection: 'close',
      'Retry-After': AGAIN_S,
    });
    return new Promise((resolve) => response.end(problemBody({ status, title, code, detail }), resolve));
  }
}
