import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';

/** How a proxy hands an answer on. */
export type Carry = (answer: IncomingMessage, response: ServerResponse) => void;

export const passOn: Carry = (answer, response) => {
  head(answer, response);
  answer.pipe(response);
};

/** Keeps the answer, and gives another. */
export const instead =
  (status: number, type = 'text/plain', body = ''): Carry =>
  (answer, response) => {
    answer.resume();
    response.writeHead(status, { 'Content-Type': type }).end(body);
  };

export const withHeaders =
  (alter: (headers: OutgoingHttpHeaders) => OutgoingHttpHeaders): Carry =>
  (answer, response) => {
    response.writeHead(answer.statusCode ?? 502, alter(answer.headers)).flushHeaders();
    answer.pipe(response);
  };

/** The head at once, the body so much later. */
export const heldFor =
  (ms: number): Carry =>
  (answer, response) => {
    head(answer, response);
    const timer = setTimeout(() => answer.pipe(response), ms);
    response.on('close', () => clearTimeout(timer));
  };

/** Nothing at all, not even the head. */
export const swallowed: Carry = (answer) => void answer.resume();

/** `flush` of zlib: whether each piece leaves at once, or when enough has come together. */
export const gzipped =
  (flush: number): Carry =>
  (answer, response) => {
    response.writeHead(200, { ...answer.headers, 'content-encoding': 'gzip' }).flushHeaders();
    answer.pipe(createGzip({ flush })).pipe(response);
  };

/** Text, whenever what came together fits; until then it is held. */
export const lumpsEndingIn =
  (fits: RegExp): Carry =>
  (answer, response) => {
    head(answer, response);
    let held = '';
    answer.setEncoding('utf8').on('data', (part: string) => {
      held += part;
      if (!fits.test(held)) return;
      response.write(held);
      held = '';
    });
  };

/** The first piece at once, then all that has come together, every so many milliseconds. */
export const inLumps =
  (everyMs: number): Carry =>
  (answer, response) => {
    head(answer, response);
    let held: Buffer[] | null = null;
    answer.on('data', (part: Buffer) => {
      if (held) held.push(part);
      else response.write(part);
      held ??= [];
    });
    const timer = setInterval(() => response.write(Buffer.concat(held?.splice(0) ?? [])), everyMs);
    response.on('close', () => clearInterval(timer));
  };

/** The first piece, and then the end. */
export const cutShort: Carry = (answer, response) => {
  head(answer, response);
  answer.once('data', (part) => response.end(part));
};

/** Takes the whole answer, and hangs up on whoever waits for it; from the second time on it passes on. */
export function lostOnce(): Carry {
  let lost = false;
  return (answer, response) => {
    if (lost) return passOn(answer, response);
    lost = true;
    answer.resume().on('end', () => response.destroy());
  };
}

function head(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  response.flushHeaders();
}
