import { beforeEach, describe, expect, it } from '@jest/globals';
import { counted } from '../../../support/counted.ts';
import { signedInCrew } from '../../../support/crew.ts';
import { rawRequest } from '../../../support/raw-request.ts';
import { sharedServer } from '../../../support/test-server.ts';

const BODY = '{"name":"first"}';
const CHUNKED = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;

/** How the end of a body can be told in two ways, or in none (RFC 9112 §6.3): the headers, and the body. */
const AMBIGUOUS: [string, string, string][] = [
  ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', CHUNKED],
  ['chunks and a length', 'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', CHUNKED],
  ['two lengths', `Content-Length: ${BODY.length}\r\nContent-Length: 0\r\n`, BODY],
  ['two lengths in one', `Content-Length: ${BODY.length}, 0\r\n`, BODY],
  ['a length with a sign', `Content-Length: +${BODY.length}\r\n`, BODY],
  ['a negative length', 'Content-Length: -1\r\n', BODY],
  ['a length in hexadecimal', 'Content-Length: 0x10\r\n', BODY],
  ['a length beyond all numbers', `Content-Length: ${'9'.repeat(40)}\r\n`, BODY],
  ['a length in two parts', 'Content-Length: 1 6\r\n', BODY],
  ['chunks under another name', 'Transfer-Encoding: xchunked\r\n', CHUNKED],
  ['chunks that are not last', 'Transfer-Encoding: chunked, identity\r\n', CHUNKED],
  ['chunks twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', CHUNKED],
  ['a blank before the colon', `Content-Length : ${BODY.length}\r\n`, BODY],
  ['a chunk whose size is no number', 'Transfer-Encoding: chunked\r\n', `zz\r\n${BODY}\r\n0\r\n\r\n`],
  ['a chunk of a negative size', 'Transfer-Encoding: chunked\r\n', `-10\r\n${BODY}\r\n0\r\n\r\n`],
  ['a chunk beyond all sizes', 'Transfer-Encoding: chunked\r\n', `${'f'.repeat(20)}\r\n${BODY}\r\n0\r\n\r\n`],
  ['a chunk that is longer than it says', 'Transfer-Encoding: chunked\r\n', `1\r\n${BODY}\r\n0\r\n\r\n`],
];

describe('a request with a second one hidden in it', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let before: Awaited<ReturnType<typeof counted>>;
  beforeEach(async () => {
    before = await counted(crew().manager);
  });
  const post = (headers: string, body: string) =>
    `POST /api/v1/projects HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${crew().manager.token}\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
  const hidden = () => post('Content-Length: 20\r\nConnection: close\r\n', '{"name":"smuggled  "}'.slice(0, 20));

  it.each(AMBIGUOUS)('behind %s is refused, and the connection with it', async (_what, headers, body) => {
    const answer = await rawRequest(server(), post(headers, body) + hidden());

    expect(answer.text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
    expect(await counted(crew().manager)).toEqual(before);
  });

  it('of which neither is hidden is done twice: so these tests would see it', async () => {
    const good = post(`Content-Length: ${BODY.length}\r\n`, BODY);
    const second = post(`Content-Length: ${BODY.length}\r\nConnection: close\r\n`, BODY);

    const answer = await rawRequest(server(), good + second);

    expect(answer.text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 201', 'HTTP/1.1 201']);
    expect((await counted(crew().manager)).projects).toBe(before.projects + 2);
  });
});
