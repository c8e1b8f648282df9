import { setTimeout as delay } from 'node:timers/promises';
import type { Hub } from '../contestants/hub.ts';
import { Crowd } from '../load/crowd.ts';
import { residentBytes } from '../load/processor.ts';

const WARM = 500;
/** Until what was needed for the opening only has been collected. */
const SETTLE_MS = 10_000;

/** Resident memory that each idle stream adds to some that are there, in bytes. */
export async function bytesPerStream(hub: Hub, size: number): Promise<number> {
  const first = await Crowd.open(hub, WARM);
  await delay(SETTLE_MS);
  const before = residentBytes(hub.pid);
  const crowd = await Crowd.open(hub, size);
  await delay(SETTLE_MS);
  const bytes = (residentBytes(hub.pid) - before) / size;
  await Promise.all([first.close(), crowd.close()]);
  return bytes;
}
