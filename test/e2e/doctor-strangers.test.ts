import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { examined } from '../support/examination.ts';
import { freePort } from '../support/free-port.ts';
import { frontEnds, json, page } from '../support/front-ends.ts';
import { sharedServer } from '../support/test-server.ts';

describe('the doctor, where the server is not', () => {
  const { answering } = frontEnds();

  it('says that nobody is listening', async () => {
    const examination = await examined({ url: `http://127.0.0.1:${await freePort()}` });

    expect(examination.of('connection')).toEqual([
      expect.stringMatching(/^fault: .*nobody is listening.*→ start the server/),
    ]);
    expect(examination.well).toBe(false);
  });

  it('says that a name is not known', async () => {
    const examination = await examined({ url: 'http://smeta.invalid' });

    expect(examination.of('connection')).toEqual([expect.stringMatching(/^fault: .*name of the host is not known/)]);
  });

  it('says that there is no TLS at a port without', async () => {
    const plain = await answering(page);

    const examination = await examined({ url: plain.replace('http:', 'https:') });

    expect(examination.of('connection')).toEqual([expect.stringMatching(/^fault: .*no TLS.*→ say http:/)]);
  });

  it('says that what answers does not speak HTTP', async () => {
    const mail = createServer((socket) => socket.end('220 mail.example ESMTP\r\n')).listen(0, '127.0.0.1');
    await once(mail, 'listening');

    const examination = await examined({ url: `http://127.0.0.1:${(mail.address() as AddressInfo).port}` });
    mail.close();

    expect(examination.of('connection')).toEqual([expect.stringMatching(/^fault: .*does not speak HTTP/)]);
  });

  it('does not wait for ever', async () => {
    const silent = await answering(() => undefined);

    const examination = await examined({ url: silent, patienceMs: 200 });

    expect(examination.of('connection')).toEqual([expect.stringMatching(/^fault: .*no answer in time/)]);
  });

  it.each<[string, RequestListener, RegExp]>([
    ['a front end', page, /front end that answers with a page → .*address and port of the backend/],
    [
      'a proxy without a server',
      (_, response) => response.writeHead(502).end(),
      /502.*proxy without a server behind it/,
    ],
    [
      'a redirect',
      (_, response) => response.writeHead(301, { Location: 'https://a.example/x' }).end(),
      /sending us to https:\/\/a\.example →/,
    ],
    ['a port with TLS', (_, response) => response.writeHead(400).end(), /400.*→ say https:/],
    ['another program', json(200, { hello: 'world' }), /another program/],
  ])('tells %s from the server', async (_who, listener, line) => {
    const url = await answering(listener);

    const examination = await examined({ url });

    expect(examination.of('connection')).toEqual([expect.stringMatching(/^ok: /)]);
    expect(examination.of('server')).toEqual([expect.stringMatching(line)]);
    expect(examination.of('sign-in')).toEqual([]);
    expect(examination.well).toBe(false);
  });
});

describe('the doctor, at a front end that passes /api on', () => {
  const server = sharedServer();
  const { proxy } = frontEnds();

  it('warns, and goes on', async () => {
    const url = await proxy(server().url, [
      [
        /^GET \/healthz/,
        (answer, response) => {
          answer.resume();
          response.setHeader('Content-Type', 'text/html').end('<p>Hi</p>');
        },
      ],
    ]);

    const examination = await examined({ url }, server());

    expect(examination.of('server')).toEqual([expect.stringMatching(/^warning: .*\/api goes through/)]);
    expect(examination.of('event')).toEqual([expect.stringMatching(/^ok: /)]);
    expect(examination.well).toBe(true);
  });
});
