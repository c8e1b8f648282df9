import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Hub } from '../contestants/hub.ts';
import { message } from './message.ts';

/** Requests that are under way at most, each on a connection of its own. */
export const IN_FLIGHT = 32;

export interface Published {
  /** Answered with success. */
  readonly events: number;
  readonly refused: number;
  readonly ms: number;
}

/** Publishes at an even pace, or as fast as the requests in flight allow where that is slower. */
export async function publish(hub: Hub, perSecond: number, ms: number): Promise<Published> {
  const pool = new Pool(hub.url, { connections: IN_FLIGHT });
  const from = performance.now();
  const sending = new Set<Promise<void>>();
  let [sent, events, refused] = [0, 0, 0];
  const send = async () => {
    const { path, method, headers, body } = hub.publish(message());
    const answer = await pool.request({ path, method, headers, body });
    await answer.body.dump();
    if (answer.statusCode < 300) events++;
    else refused++;
  };
  for (let passed = 0; passed < ms; passed = performance.now() - from) {
    while (sent < (passed * perSecond) / 1000 && sending.size < IN_FLIGHT) {
      sent++;
      const one: Promise<void> = send().finally(() => sending.delete(one));
      sending.add(one);
    }
    await (sending.size < IN_FLIGHT ? delay(1) : Promise.race(sending));
  }
  await Promise.all(sending);
  const took = performance.now() - from;
  await pool.close();
  return { events, refused, ms: took };
}
