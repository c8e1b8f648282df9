import { auditReader } from './audit-reader.ts';
import { type Acknowledged, type Findings, type LoggedEvent, nothingFound, type Story } from './story.ts';

/** Compares what was answered, what is stored and what was heard. All lists are empty when the promises were kept. */
export function audit(story: Story): Findings {
  const findings = nothingFound();
  auditRows(story, findings);
  auditAnswers(story, findings);
  for (const reader of story.readers) auditReader(reader, story.log, findings);
  findings.untrue.push(...story.faults);
  return findings;
}

/** No event without its row, no row without its event. */
function auditRows({ log, rows }: Story, { doubled, untrue }: Findings): void {
  const told = new Map<string, number>();
  const born = new Set<string>();
  for (const { type, subject, data, position } of log) {
    if (type.endsWith('.created') && born.has(subject)) doubled.push(`${subject} was created again at ${position}`);
    if (type.endsWith('.created')) born.add(subject);
    if (type.endsWith('.deleted')) told.delete(subject);
    else if (!type.endsWith('.unassigned')) told.set(subject, versionOf(data));
  }
  for (const { subject, version } of rows) {
    if (told.get(subject) !== version)
      untrue.push(`${subject} is of version ${version}, told was ${told.get(subject)}`);
    told.delete(subject);
  }
  for (const subject of told.keys()) untrue.push(`${subject} was told of and is not there`);
}

/** What was answered with success is in the log once; what was refused is not. */
function auditAnswers({ log, acknowledged, refused }: Story, { lost, doubled, untrue }: Findings): void {
  const events = new Map<string, number>();
  for (const event of log) events.set(nameOf(event), (events.get(nameOf(event)) ?? 0) + 1);
  for (const change of new Set(acknowledged.map(changeName))) {
    const times = events.get(change) ?? 0;
    if (times === 0) lost.push(`${change} was answered with success and is not in the log`);
    if (times > 1) doubled.push(`${change} is in the log ${times} times`);
  }
  const refusals = new Set(refused);
  for (const { requestId, position, type } of log) {
    if (requestId !== null && refusals.has(requestId)) untrue.push(`${type} at ${position} is of a refused request`);
  }
}

function nameOf({ type, subject, data }: LoggedEvent): string {
  return changeName({ type, subject, version: type.endsWith('.deleted') ? null : versionOf(data) });
}

function changeName({ type, subject, version }: Acknowledged): string {
  return version === null ? `${type} of ${subject}` : `${type} of ${subject}, version ${version}`;
}

function versionOf(data: string): number {
  return (JSON.parse(data) as { version: number }).version;
}
