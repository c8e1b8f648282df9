import type { Findings, Hearing, LoggedEvent, ReaderStory } from './story.ts';

/** Where this reader lost something, by what it was. */
type Losses = ReadonlyMap<string, readonly number[]>;

/** One reader's hearings against the log: all that is his, once, in order, as it was, and nothing else. */
export function auditReader(reader: ReaderStory, log: readonly LoggedEvent[], findings: Findings): void {
  const losses = lossesOf(reader, log);
  auditHearings(reader, log, losses, findings);
  const heard = new Set(reader.hearings.map(({ position }) => position));
  for (const { position, type, subject, audience } of log) {
    if (heard.has(position) || !audience.includes(reader.key)) continue;
    // Where it was his no more when he came back, it is not shown to him (contract §4).
    const hidden = isTakenAlong(type) && (losses.get(subject) ?? []).some((loss) => loss > position);
    if (!hidden) findings.lost.push(`${reader.name} did not hear ${type} of ${subject} at ${position}`);
  }
  if (reader.resyncs > 0) findings.lost.push(`${reader.name} was told ${reader.resyncs} times to fetch anew`);
}

function auditHearings(
  { name, key, hearings }: ReaderStory,
  log: readonly LoggedEvent[],
  losses: Losses,
  { doubled, leaked, untrue }: Findings,
): void {
  const events = new Map(log.map((event) => [event.position, event]));
  const returned = (subject: string, after: number) =>
    log.some((event) => event.position > after && event.subject === subject && event.audience.includes(key));
  let last = 0;
  for (const hearing of hearings) {
    const { position, type, data } = hearing;
    const what = `${name} heard ${type} at ${position}`;
    if (position <= last) doubled.push(`${what}, after ${last}`);
    last = Math.max(last, position);
    const event = events.get(position);
    if (event?.type !== type || event.data !== data) untrue.push(`${what}, which is not what happened: ${data}`);
    else if (!event.audience.includes(key)) leaked.push(`${what}, which was never his`);
    else {
      const loss = lossBefore(hearing, event, losses);
      if (loss !== null && !returned(event.subject, loss)) leaked.push(`${what}, which was his no more since ${loss}`);
    }
  }
}

/** Where it was taken from him, if that was before he even asked for the stream that told him. */
function lossBefore({ openedAt }: Hearing, { type, subject, position }: LoggedEvent, losses: Losses): number | null {
  if (!isTakenAlong(type)) return null;
  return losses.get(subject)?.find((loss) => loss > position && loss <= openedAt) ?? null;
}

function lossesOf({ key }: ReaderStory, log: readonly LoggedEvent[]): Losses {
  const losses = new Map<string, number[]>();
  for (const { type, subject, position, audience } of log) {
    if (!type.endsWith('.unassigned') || !audience.includes(key)) continue;
    losses.set(subject, [...(losses.get(subject) ?? []), position]);
  }
  return losses;
}

/** Whether it goes with what it tells of: the news of a loss or of an end reaches also those who were away. */
function isTakenAlong(type: string): boolean {
  return !type.endsWith('.unassigned') && !type.endsWith('.deleted');
}
