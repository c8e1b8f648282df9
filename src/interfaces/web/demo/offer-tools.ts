import type { LiveClient } from '../live/live-client.ts';
import { SSEDemo } from './sse-demo.ts';
import { SSETestUtils } from './sse-test-utils.ts';

/** Puts `SSEDemo` and `SSETestUtils` where the console finds them (seed 001). @returns what takes them away again. */
export function offerTools(client: LiveClient, console: object = globalThis): () => void {
  const tools = {
    SSEDemo: class extends SSEDemo {
      constructor() {
        super(client);
      }
    },
    SSETestUtils: new SSETestUtils(client.bus),
  };
  Object.assign(console, tools);
  return () => {
    for (const name of Object.keys(tools)) Reflect.deleteProperty(console, name);
  };
}
