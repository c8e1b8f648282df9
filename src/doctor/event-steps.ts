import { type Arrival, inOneLump, NO_BUFFERING } from './buffering.ts';
import { Probe } from './probe.ts';
import type { Report } from './report.ts';
import type { Visitor } from './sign-in-step.ts';
import type { StreamEar } from './stream-ear.ts';

const ADVICE =
  'look at the log of the server and at smeta_eventlog_head in /metrics; several instances must share one DATABASE_URL';

/** A real event's way, from the request that causes it to the stream. Answers with what arrived of it. */
export async function examineEvent(visitor: Visitor, ear: StreamEar, report: Report): Promise<Arrival[]> {
  const arrivals = await report.attempt('event', async () => {
    const probe = await Probe.choose(visitor);
    if (probe) return passThrough(probe, ear, visitor.door.patienceMs, report);
    report.skip('event', `${visitor.user.name} is assigned to no project, and could make nothing without a trace`);
    return [];
  });
  return arrivals ?? [];
}

/** Three things were sent, the greeting among them: does each come by itself? */
export function examinePieces(arrivals: readonly Arrival[], report: Report): void {
  if (arrivals.length < 3) report.skip('pieces', 'too little came to tell whether it comes piece by piece');
  else if (inOneLump(arrivals)) {
    const seen = 'what was sent apart came in one lump: a proxy is buffering the stream';
    report.fault('pieces', { seen, todo: NO_BUFFERING });
  } else report.ok('pieces', `${arrivals.length} pieces, each by itself`);
}

async function passThrough(probe: Probe, ear: StreamEar, patienceMs: number, report: Report): Promise<Arrival[]> {
  const madeAt = performance.now();
  const id = await probe.make();
  await ear.first(probe.tells('created', id), report.limits.tooSlowMs);
  const removedAt = performance.now();
  const removed = await report.attempt('clean-up', () => probe.remove(id));
  const deleted = removed ? await ear.first(probe.tells('deleted', id), patienceMs) : null;
  const created = await ear.first(probe.tells('created', id), 0);
  if (created) {
    const ms = created.at - madeAt;
    report.timed('event', ms, { seen: `from request to stream in ${Math.round(ms)} ms`, todo: ADVICE });
  } else {
    const seen = ear.ended ? 'the stream was ended before it came' : `it did not come within ${patienceMs} ms`;
    report.fault('event', { seen, todo: ADVICE });
  }
  const pairs = [[madeAt, created] as const, [removedAt, deleted] as const];
  return pairs.flatMap(([sentAt, heard]) => (heard ? [{ sentAt, cameAt: heard.at }] : []));
}
