import type { Operation } from '../../src/interfaces/http/openapi/operation.ts';
import type { CallAnswer } from './calls.ts';
import { expectDeclared, nameOf } from './declared.ts';
import type { Stage } from './hostile-stage.ts';
import { FORGED } from './hostile-values.ts';
import { sampleOf } from './samples.ts';
import { signed } from './webhooks.ts';

/** How long an answer may take that refuses something: a hang otherwise. */
const ANSWERED_MS = 5_000;
/** A line of a stack, a path of the program, or a word of the database. */
const INSIDE = /\n\s+at |node_modules|file:\/\/|\.[jt]s:\d|prisma|SQLSTATE|pglite/i;

/** One call that means no good, and what to call it. */
export interface Attack {
  readonly path: string;
  readonly body?: string;
  readonly name: string;
}

/** What is wrong with how it was answered; nothing, where all is well. */
export async function attack(stage: Stage, operation: Operation, { path, body, name }: Attack): Promise<string[]> {
  const unsafe = operation.method !== 'get';
  const before = unsafe && (await stage.print());
  const began = performance.now();
  const answer = await stage.call(`${operation.method.toUpperCase()} ${path}`, body, headersFor(operation, body));
  const ms = performance.now() - began;
  const troubles = [...troublesIn(operation, answer)];
  if (ms > ANSWERED_MS) troubles.push(`took ${ms} ms`);
  if (unsafe && answer.status >= 400 && (await stage.print()) !== before)
    troubles.push('changed something though refused');
  return troubles.map((trouble) => `${nameOf(operation)} with ${name.slice(0, 80)}: ${trouble}`);
}

/** The address of an operation with something real in all that it must name; `query` takes the place of a part of it. */
export async function pathOf(stage: Stage, operation: Operation, query = '', instead = ''): Promise<string> {
  const path = await stage.pathOf(operation);
  const sample = operation.query === undefined ? {} : sampleOf(operation.query, stage.known);
  const known = Object.entries(sample).filter(([name]) => stage.known[name] !== undefined && name !== instead);
  const text = [
    new URLSearchParams(known.map(([name, value]): [string, string] => [name, String(value)])).toString(),
    query,
  ];
  return `${path}?${text.filter(Boolean).join('&')}`;
}

/** A webhook is signed by whoever knows the secret: also what is hostile in it. */
export function headersFor({ path }: Operation, body = ''): Record<string, string> {
  return path.includes('webhooks') ? { ...signed(body).headers } : {};
}

function* troublesIn(operation: Operation, answer: CallAnswer): Generator<string> {
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  if (answer.status >= 500) yield `answers ${answer.status}`;
  if (operation.media === undefined && INSIDE.test(text)) yield `tells: ${text}`;
  if (answer.media === 'text/html' && text.includes(`<script>${FORGED}`)) yield 'puts a script into its page';
  if (answer.headers.has('X-Forged')) yield 'has a header of the attacker';
  if (answer.status === 431) return; // the parser's, before there is an operation
  try {
    expectDeclared(operation, answer);
  } catch (error) {
    yield `is not as declared: ${answer.status} ${text.slice(0, 200)} ${(error as Error).message.slice(0, 200)}`;
  }
}
