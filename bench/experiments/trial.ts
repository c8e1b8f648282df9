import type { Hub } from '../contestants/hub.ts';
import type { Crowd } from '../load/crowd.ts';
import { processorMs } from '../load/processor.ts';
import { publish } from '../load/publisher.ts';
import { inOrder, quantile } from './figures.ts';

/** What one stretch of publishing came to. */
export interface Trial {
  /** Events that were published, and copies of them that arrived, per second. */
  readonly published: number;
  readonly deliveries: number;
  /** Of what should have arrived. */
  readonly share: number;
  /** Per second of processor time of the server. */
  readonly perCpuSecond: number;
  /** From the sending of the request to the arrival on a stream, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Of one core: what the load took for itself. */
  readonly loadCpu: number;
  readonly broken: number;
}

/** Publishes for a while to streams that are open, and waits until what is under way has arrived. */
export async function trial(hub: Hub, crowd: Crowd, size: number, perSecond: number, ms: number): Promise<Trial> {
  const [events, broken, cpu, own] = [crowd.events, crowd.broken, processorMs(hub.pid), process.cpuUsage()];
  crowd.delays = [];
  const from = performance.now();
  const published = await publish(hub, perSecond, ms);
  await crowd.quiet();
  const arrived = crowd.events - events;
  const { user, system } = process.cpuUsage(own);
  const delays = inOrder(crowd.delays);
  return {
    published: (published.events / published.ms) * 1000,
    deliveries: (arrived / published.ms) * 1000,
    share: arrived / (published.events * size),
    perCpuSecond: (arrived / (processorMs(hub.pid) - cpu)) * 1000,
    p50: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
    loadCpu: (user + system) / 1000 / (performance.now() - from),
    broken: crowd.broken - broken,
  };
}
