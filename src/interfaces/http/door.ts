import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { DoorLimits } from './door-limits.ts';
import { addAnswer, answersOn } from './open-answers.ts';

/** What the parser of HTTP refuses, by the code of its error: status, title, `code`, detail. */
const REFUSALS: Readonly<Record<string, readonly [number, string, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Head too large', 'head_too_large', 'Address and headers are over 16 KiB together.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request timeout', 'request_timeout', 'The request took too long to arrive.'],
};
const BROKEN = [400, 'Bad request', 'bad_request', 'The request could not be understood.'] as const;

/** The server that connections come to. It gives up those that take too long: each of them costs a little. */
export function createDoor(app: RequestListener, limits: DoorLimits): Server {
  const { headMs: headersTimeout, requestMs: requestTimeout, lookMs: connectionsCheckingInterval } = limits;
  const server = createServer({ headersTimeout, requestTimeout, connectionsCheckingInterval });
  server.timeout = limits.idleMs;
  server.on('request', (request, response) => {
    addAnswer(request.socket, response);
    response.once('finish', () => giveUpUnread(request, limits.lingerMs));
  });
  server.on('request', app);
  server.on('checkExpectation', (request, response) => server.emit('request', request, response)); // RFC 9110 §10.1.1
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable && error.code !== 'ECONNRESET' && mayRefuse(socket)) socket.write(refusalOf(error));
    socket.destroy();
  });
  return server;
}

/** Whether a refusal would not come into the midst of an answer, or be taken for that of another request. */
function mayRefuse(socket: Duplex): boolean {
  const [first, ...others] = answersOn(socket);
  return first === undefined || (others.length === 0 && !first.headersSent && !first.req.complete);
}

/** Node would read the rest of a body for as long as it comes. */
function giveUpUnread(request: IncomingMessage, ms: number): void {
  if (request.complete) return;
  const patience = setTimeout(() => request.socket.destroy(), ms).unref();
  request.once('close', () => clearTimeout(patience));
}

/** Looks like every other refusal (contract §1), though the request never came to be one. */
function refusalOf({ code: cause = '' }: NodeJS.ErrnoException): string {
  const [status, title, code, detail] = REFUSALS[cause] ?? BROKEN;
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, code });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'Connection: close',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${randomUUID()}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
