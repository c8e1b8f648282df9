import type { Smeta } from '../contestants/smeta.ts';
import { publish } from '../load/publisher.ts';

const MOST = 100_000;

/** How many estimates can be created per second over HTTP. */
export async function createdPerSecond(smeta: Smeta, ms: number): Promise<number> {
  const hub = smeta.creating();
  await publish(hub, MOST, 2_000);
  const { events, refused, ms: took } = await publish(hub, MOST, ms);
  if (refused > 0) throw new Error(`${refused} of ${events + refused} estimates were refused`);
  return (events / took) * 1000;
}
