import type { DependencyContainer } from 'tsyringe';
import { Clock } from '../../src/usecases/ports/clock.ts';

/** The time of a test server: runs as the machine's does, until a test sets it forward. */
export class ServerClock implements Clock {
  private aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  forward(ms: number): void {
    this.aheadMs += ms;
  }

  /** For `TestServerOptions.arrange`. */
  readonly arrange = (container: DependencyContainer): void => {
    container.register<Clock>(Clock, { useValue: this });
  };
}
