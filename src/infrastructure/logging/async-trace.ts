import { AsyncLocalStorage } from 'node:async_hooks';
import type { Trace } from '../../usecases/ports/trace.ts';

/** Follows the request through every await. */
export class AsyncTrace implements Trace {
  private readonly ids = new AsyncLocalStorage<string>();

  requestId(): string | undefined {
    return this.ids.getStore();
  }

  run<T>(requestId: string, work: () => T): T {
    return this.ids.run(requestId, work);
  }
}
