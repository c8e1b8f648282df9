import type { IncomingMessage } from 'node:http';
import type { Options } from './arguments.ts';
import { examineCors } from './cors-step.ts';
import { Door } from './door.ts';
import { examineEvent, examinePieces } from './event-steps.ts';
import { awaitGreeting } from './first-byte-step.ts';
import { examineRedis } from './redis-step.ts';
import { Report } from './report.ts';
import { meetServer } from './server-steps.ts';
import { signIn, signOut, type Visitor } from './sign-in-step.ts';
import { StreamEar } from './stream-ear.ts';
import { openStream } from './stream-steps.ts';

/** Walks the path of an event, a printed line for each step, and takes back what it made. Resolves false for a fault. */
export async function examine(options: Options, print: (line: string) => void): Promise<boolean> {
  const report = new Report(options.limits, print);
  const door = new Door(options.url, options.patienceMs);
  const visitor = (await meetServer(door, report)) ? await signIn(door, options, report) : null;
  if (visitor) {
    try {
      await visit(visitor, options, report);
    } finally {
      await signOut(visitor, report);
    }
  }
  report.conclude();
  return report.healthy;
}

async function visit(visitor: Visitor, { origin }: Options, report: Report): Promise<void> {
  const openedAt = performance.now();
  const stream = await openStream(visitor, origin, report);
  if (!stream) {
    await examineRedis(visitor.door, report);
    return;
  }
  const ear = new StreamEar(stream);
  try {
    await follow(visitor, { stream, ear, openedAt, origin }, report);
  } finally {
    ear.close();
  }
}

interface OpenedStream {
  readonly stream: IncomingMessage;
  readonly ear: StreamEar;
  readonly openedAt: number;
  readonly origin: string | null;
}

async function follow(visitor: Visitor, opened: OpenedStream, report: Report): Promise<void> {
  const { stream, ear, openedAt, origin } = opened;
  const { door } = visitor;
  const greeting = await awaitGreeting(ear, openedAt, door.patienceMs, report);
  if (origin !== null) await examineCors(door, origin, stream.headers, report);
  await examineRedis(door, report);
  if (!greeting) return;
  examinePieces([greeting, ...(await examineEvent(visitor, ear, report))], report);
}
