import { setTimeout as delay } from 'node:timers/promises';
import type { Hub } from '../contestants/hub.ts';
import type { Smeta } from '../contestants/smeta.ts';
import { Crowd } from '../load/crowd.ts';
import { processorMs } from '../load/processor.ts';
import { publish } from '../load/publisher.ts';
import { inOrder, quantile } from './figures.ts';

const BEHIND = 100;
const LOOK_MS = 5;

export interface Storm {
  /** Streams that were caught up, per second. */
  readonly perSecond: number;
  /** Of `/healthz` meanwhile, in milliseconds. */
  readonly healthP99: number;
  /** Processor time of the server for each, in milliseconds. */
  readonly cpuMs: number;
  /** Of one core: what the load took for itself, without the database. */
  readonly loadCpu: number;
}

/** All come back at once, each so many events behind. */
export async function storm(smeta: Smeta, size: number): Promise<Storm> {
  const hub = smeta.role();
  const from = await smeta.head();
  await publish(hub, BEHIND, 1_000);
  const missed = (await smeta.head()) - from;
  const stream = (client: number) => {
    const { path } = hub.stream(client);
    return { path: `${path}&last_event_id=${from}` };
  };
  const health = new Health(hub.url);
  const [begin, cpu, own] = [performance.now(), processorMs(hub.pid), process.cpuUsage()];
  const crowd = await Crowd.open({ ...hub, stream }, size, { prompt: size, atOnce: size });
  while (crowd.events < size * missed && crowd.broken === 0) await delay(LOOK_MS);
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(own);
  const cpuMs = (processorMs(hub.pid) - cpu) / size;
  const healthP99 = await health.end();
  if (crowd.broken > 0) throw new Error(`${crowd.broken} streams broke`);
  await crowd.close();
  return { perSecond: size / seconds, healthP99, cpuMs, loadCpu: (user + system) / 1e6 / seconds };
}

/** How many empty streams a hub opens per second, when all come at once. */
export async function opening(hub: Hub, size: number): Promise<number> {
  const begin = performance.now();
  const crowd = await Crowd.open(hub, size, { prompt: size, atOnce: size });
  const seconds = (performance.now() - begin) / 1000;
  await crowd.close();
  return size / seconds;
}

/** Asks whether a server is there, again and again. */
class Health {
  private readonly took: number[] = [];
  private over = false;
  private readonly asking: Promise<void>;

  constructor(private readonly url: string) {
    this.asking = this.ask();
  }

  async end(): Promise<number> {
    this.over = true;
    await this.asking;
    return quantile(inOrder(this.took), 0.99);
  }

  private async ask(): Promise<void> {
    while (!this.over) {
      const from = performance.now();
      await (await fetch(`${this.url}/healthz`)).text();
      this.took.push(performance.now() - from);
      await delay(LOOK_MS);
    }
  }
}
