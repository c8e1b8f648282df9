import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../../../src/interfaces/http/openapi/operations.ts';
import { PasswordHasher } from '../../../../src/usecases/ports/password-hasher.ts';
import { Dealer, hostileSeed, hostileValues } from '../../../support/dealer.ts';
import { nameOf } from '../../../support/declared.ts';
import { headersFor, pathOf } from '../../../support/hostile-attack.ts';
import { QUICK_HASHER, Stage } from '../../../support/hostile-stage.ts';
import { HOSTILE_HEADERS, HOSTILE_LINES } from '../../../support/hostile-values.ts';
import { rawRequest } from '../../../support/raw-request.ts';
import { sampleOf } from '../../../support/samples.ts';
import { sharedServer } from '../../../support/test-server.ts';

const SEED = hostileSeed();
/** Of all operations each gets some headers, and each header many of them. */
const HEADERS = hostileValues(8);
const PER_HEADER = hostileValues(1);
const named = OPERATIONS.map((operation) => ({ ...operation, name: nameOf(operation) }));

describe('a hostile header', () => {
  const server = sharedServer({
    settings: { TRUST_PROXY: '1', CORS_ORIGINS: 'https://office.example' },
    arrange: (container) => container.register<PasswordHasher>(PasswordHasher, { useValue: QUICK_HASHER }),
  });
  const [headers, dealer] = [new Dealer(HOSTILE_HEADERS, SEED), new Dealer(HOSTILE_LINES, SEED + 1)];
  let stage: Stage;
  let calls = 0;
  let longestMs = 0;
  /** What changes things may have taken something off the stage. */
  let spoiled = true;
  beforeEach(async () => {
    if (spoiled) stage = await Stage.set(server());
    spoiled = false;
  });
  afterAll(() => console.log(`hostile headers: ${calls} calls, at most ${longestMs} ms (HOSTILE_SEED=${SEED})`));

  it.each(named)('of $name is refused, or harmless', async (operation) => {
    const troubles: string[] = [];
    spoiled = operation.method !== 'get';
    const body = operation.body ? JSON.stringify(sampleOf(operation.body, stage.known)) : '';
    const path = await pathOf(stage, operation);

    for (const header of headers.deal(HEADERS)) {
      for (const value of dealer.deal(PER_HEADER)) {
        const given = {
          Host: 'office.example',
          Authorization: `Bearer ${stage.token}`,
          ...(body && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
          ...headersFor(operation, body),
          [header]: value,
          Connection: 'close',
        };
        const lines = Object.entries(given).map(([name, text]) => `${name}: ${text}\r\n`);
        const bytes = `${operation.method.toUpperCase()} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
        const answer = await rawRequest(server(), bytes + Buffer.from(body).toString('latin1'));
        calls++;
        longestMs = Math.max(longestMs, Math.round(answer.ms));
        const wrong = answer.status < 200 || answer.status >= 500 || answer.text.split('HTTP/1.1 ').length !== 2;
        const forged = answer.head.some((line) => /^x-forged/i.test(line));
        const nameless = !answer.head.some((line) => /^X-Request-Id: [\w.-]{1,64}$/.test(line));
        if (wrong || forged || nameless)
          troubles.push(`${header}: ${value.slice(0, 60)} → ${answer.text.slice(0, 300)}`);
      }
    }

    expect(troubles).toEqual([]);
  });

  it.each([
    ['If-Match: "of another version"', 412],
    ['If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT', 412],
    ['Range: bytes=999999999-', 416],
  ])('of a file, %s, is refused as %i', async (line, status) => {
    for (const path of ['/widget.js', '/sse-demo', '/pages/sse-demo.js', '/docs/swagger-ui.css']) {
      const { text } = await rawRequest(
        server(),
        `GET ${path} HTTP/1.1\r\nHost: x\r\n${line}\r\nConnection: close\r\n\r\n`,
      );

      expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*application/problem\\+json`));
    }
  });

  it('was no fault of the server once', () => {
    expect(server().log.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
