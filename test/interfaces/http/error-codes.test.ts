import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ERROR_CODES, type ErrorCode } from '../../../src/interfaces/http/openapi/error-codes.ts';
import { errorsOf } from '../../../src/interfaces/http/openapi/operation.ts';
import { OPERATIONS } from '../../../src/interfaces/http/openapi/operations.ts';
import { EventHistory } from '../../../src/usecases/ports/event-history.ts';
import { verdictOf } from '../../support/calls.ts';
import { Cast } from '../../support/cast.ts';
import { expectDeclared, operationOf } from '../../support/declared.ts';
import { PROVOCATIONS } from '../../support/provocations.ts';
import { sharedServer } from '../../support/test-server.ts';

/** A bug, for want of a real one; and asked for one entry (it looks one further), a database that is away. */
const brokenHistory: EventHistory = {
  list: (_subject, { limit }) =>
    Promise.reject(
      limit === 2
        ? Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
        : new Error('nobody foresaw this'),
    ),
};
/** Nobody can see this one: whoever broke off is gone. */
const UNSEEN = ['aborted'];
/** pino's number. */
const INFO = 30;
const codes = Object.keys(PROVOCATIONS) as ErrorCode[];

describe('the codes of errors', () => {
  const server = sharedServer({
    arrange: (container) => container.register<EventHistory>(EventHistory, { useValue: brokenHistory }),
  });
  const cast = Cast.at(server);

  it.each(codes)('have a request that provokes %s', async (code) => {
    const { name, provoke } = PROVOCATIONS[code];

    const answer = await provoke(cast());

    expect(verdictOf(answer)).toBe(`${ERROR_CODES[code].status} ${code}`);
    expectDeclared(operationOf(name), answer);
    expect(answer.headers.has('Retry-After')).toBe(answer.status === 429 || answer.status === 503);
    expect(answer.headers.has('WWW-Authenticate')).toBe(answer.status === 401);
  });

  it('are those that the table of operations declares', () => {
    const declared = new Set(OPERATIONS.flatMap(errorsOf));

    expect([...declared].sort()).toEqual([...codes].sort());
  });

  it('are those that stand in the source', () => {
    const written = sources('src').flatMap((text) => [
      ...text.matchAll(/(?:readonly code = |new HttpProblem\(\s*\d+,\s*|\bcode: )'(\w+)'/g),
    ]);

    const found = new Set(written.map(([, code]) => code));

    expect([...found].sort()).toEqual([...codes, ...UNSEEN].sort());
  });

  it('have one for whoever breaks off in the middle of a body: no fault of ours', async () => {
    const { port } = new URL(server().url);
    const head = [
      'POST /api/v1/auth/login HTTP/1.1',
      'Host: smeta.local',
      'X-Request-Id: broken-off',
      'Content-Type: application/json',
      'Content-Length: 99',
    ];

    connect(Number(port), '127.0.0.1').end(`${head.join('\r\n')}\r\n\r\n{"email"`);
    await server().log.line(isBrokenOff);

    const lines = server().log.lines.filter(isBrokenOff);
    expect(lines).toMatchObject([{ level: INFO, res: { status: 400 } }]);
  });
});

function isBrokenOff({ req }: Record<string, unknown>): boolean {
  return (req as { id?: string } | undefined)?.id === 'broken-off';
}

function sources(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}
