import type { Smeta } from '../contestants/smeta.ts';
import { Crowd } from '../load/crowd.ts';
import { type Trial, trial } from './trial.ts';

export interface Saving extends Trial {
  /** Delay of the event loop of the server, in milliseconds (prom-client). */
  readonly loopP99: number;
}

/** Managers are there while estimates are saved. */
export async function saving(smeta: Smeta, managers: number, perSecond: number, ms: number): Promise<Saving> {
  const hub = smeta.role();
  const crowd = await Crowd.open(hub, managers);
  await trial(hub, crowd, managers, perSecond, 2_000);
  await smeta.loopDelayP99(); // begins anew with each reading
  const result = await trial(hub, crowd, managers, perSecond, ms);
  const loopP99 = await smeta.loopDelayP99();
  await crowd.close();
  return { ...result, loopP99 };
}
