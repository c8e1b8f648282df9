import { type Arrival, NO_BUFFERING } from './buffering.ts';
import type { Report } from './report.ts';
import type { Heard, StreamEar } from './stream-ear.ts';

const STEP = 'first byte';

/** The server greets at once: what comes late was held back on the way. Null when no greeting comes. */
export async function awaitGreeting(
  ear: StreamEar,
  openedAt: number,
  patienceMs: number,
  report: Report,
): Promise<Arrival | null> {
  const greeting = await ear.first(({ event }) => event === 'connected', patienceMs);
  if (!greeting) {
    report.fault(STEP, { seen: whatCame(ear, patienceMs), todo: NO_BUFFERING });
    return null;
  }
  const ms = greeting.at - openedAt;
  const late = ms > report.limits.tooSlowMs ? ': something on the way is buffering it' : '';
  report.timed(STEP, ms, { seen: `${times(ear, greeting, openedAt)}${late}`, todo: NO_BUFFERING });
  return { sentAt: openedAt, cameAt: greeting.at };
}

function times({ firstTextAt }: StreamEar, greeting: Heard, openedAt: number): string {
  const first = Math.round((firstTextAt ?? greeting.at) - openedAt);
  return `after ${first} ms, "connected" after ${Math.round(greeting.at - openedAt)} ms`;
}

function whatCame(ear: StreamEar, patienceMs: number): string {
  if (ear.ended) return 'the stream was ended before "connected" came';
  if (ear.firstTextAt === null) return `nothing came within ${patienceMs} ms: a proxy is buffering the stream`;
  return `something came, but no "connected" within ${patienceMs} ms: a proxy is buffering or changing the stream`;
}
