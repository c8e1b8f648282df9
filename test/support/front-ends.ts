import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';
import { type Carry, passOn } from './carries.ts';

/** `GET /path?query` of a request, and how the answer to it is handed on. */
type Way = readonly [line: RegExp, carry: Carry];

export interface FrontEnds {
  /** The address of something that answers so. */
  answering(listener: RequestListener): Promise<string>;
  /** The address of a proxy that hands some answers on in its own way, and some requests not at all. */
  proxy(target: string, ways: readonly Way[], barred?: RegExp): Promise<string>;
}

/** Everything is the page of a front end. */
export const page: RequestListener = (_request, response) => {
  response.setHeader('Content-Type', 'text/html').end('<p>Hi</p>');
};

export const json =
  (status: number, body: object, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

/** For what may stand between a client and the server. Each lives as long as the test that made it. */
export function frontEnds(): FrontEnds {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });
  const answering = async (listener: RequestListener) => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(() => server.close().closeAllConnections());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const proxy: FrontEnds['proxy'] = (target, ways, barred) =>
    answering((incoming, response) => {
      const line = `${incoming.method} ${incoming.url}`;
      if (barred?.test(line)) response.writeHead(405).end();
      else forward(target, incoming, response, ways.find(([pattern]) => pattern.test(line))?.[1] ?? passOn);
    });
  return { answering, proxy };
}

function forward(target: string, incoming: IncomingMessage, response: ServerResponse, carry: Carry): void {
  const { method = 'GET', url = '/', headers } = incoming;
  const onward = request(target + url, { method, headers, agent: false }, (answer) => {
    answer.on('error', () => response.destroy());
    carry(answer, response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  incoming.pipe(onward);
}
