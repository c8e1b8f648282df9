import { nchan } from '../contestants/nchan.ts';
import { plainExpress } from '../contestants/peers.ts';
import { Smeta, WITHOUT_EVENTS } from '../contestants/smeta.ts';
import { commitToClient, type Delay } from './commit-to-client.ts';
import { medianOf } from './figures.ts';
import { type Ground, repeated } from './ground.ts';
import { bytesPerStream } from './memory.ts';
import { type Saving, saving } from './saving.ts';
import { opening, type Storm, storm } from './storm.ts';
import { createdPerSecond } from './writes.ts';

const CREATE_MS = 5_000;
const SAVE_MS = 8_000;

/** What only our server does, the whole way through the database; and what it is held against. */
export interface Ours {
  readonly memory: { readonly role: number; readonly nchan: number };
  readonly storm: Storm & { readonly express: number };
  readonly writes: { readonly withEvents: number; readonly without: number };
  readonly commit: Delay;
  readonly saving: Saving;
}

export async function ours(ground: Ground): Promise<Ours> {
  const all = await repeated(ground, async () => ({
    memory: { role: await alone(ground, (smeta) => bytesPerStream(smeta.role(), 5_000)), nchan: await ofNchan() },
    storm: { ...(await alone(ground, (smeta) => storm(smeta, 5_000))), express: await ofExpress() },
    writes: {
      withEvents: await alone(ground, (smeta) => createdPerSecond(smeta, CREATE_MS)),
      without: await alone(ground, (smeta) => createdPerSecond(smeta, CREATE_MS), WITHOUT_EVENTS),
    },
    commit: await alone(ground, commitToClient),
    saving: await alone(ground, (smeta) => saving(smeta, 1_000, 50, SAVE_MS)),
  }));
  const outcome = {
    memory: medianOf(all.map(({ memory }) => memory)),
    storm: medianOf(all.map(({ storm }) => storm)),
    writes: medianOf(all.map(({ writes }) => writes)),
    commit: medianOf(all.map(({ commit }) => commit)),
    saving: medianOf(all.map(({ saving }) => saving)),
  };
  ground.say(JSON.stringify(outcome));
  return outcome;
}

async function alone<T>(ground: Ground, work: (smeta: Smeta) => Promise<T>, program?: string): Promise<T> {
  const smeta = await Smeta.start(ground.postgres, program);
  try {
    return await work(smeta);
  } finally {
    await smeta.stop();
  }
}

/** NaN where it is not installed. */
async function ofNchan(): Promise<number> {
  const hub = await nchan()?.start();
  if (!hub) return Number.NaN;
  const bytes = await bytesPerStream(hub, 5_000);
  await hub.stop();
  return bytes;
}

async function ofExpress(): Promise<number> {
  const hub = await plainExpress.start();
  const perSecond = await opening(hub, 5_000);
  await hub.stop();
  return perSecond;
}
