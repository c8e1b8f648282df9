import type { NextFunction, RequestHandler } from 'express';

/** For so long streams are opened before everybody else gets a turn of the event loop, in milliseconds. */
const TURN_MS = 2;
/** Whoever comes this soon after another waits for as long, in milliseconds: those who come meanwhile are looked up together. */
const TOGETHER_MS = 5;

/** Thousands who come back at once are let in a few at a time: whoever else waits meanwhile, does so for one turn only. */
export class StreamTurns {
  private waiting: NextFunction[] = [];
  private turnAt = Number.NEGATIVE_INFINITY;

  readonly queue: RequestHandler = (_request, _response, next) => {
    if (this.waiting.push(next) > 1) return;
    if (performance.now() - this.turnAt < TOGETHER_MS) setTimeout(this.admit, TOGETHER_MS);
    else setImmediate(this.admit);
  };

  private readonly admit = (): void => {
    this.turnAt = performance.now();
    const until = this.turnAt + TURN_MS;
    let admitted = 0;
    do this.waiting[admitted++]?.();
    while (admitted < this.waiting.length && performance.now() < until);
    this.waiting = this.waiting.slice(admitted);
    if (this.waiting.length > 0) setImmediate(this.admit);
  };
}
