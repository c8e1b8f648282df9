import { Agent, type Dispatcher, interceptors, request } from 'undici';

/** As many as browsers follow is more than any good source needs. */
const MAX_REDIRECTIONS = 5;
/** What may stand in a header (RFC 9110 §5.5), in a size that servers take. */
const HEADER_VALUE = /^[^\p{Cc}]{1,2048}$/u;
/** Connections are broken off by hand; these are the library's own limits, with a grain of a second. */
const NO_TIMEOUT = 0;

/** Why a source is not read, or not any more. `refused`: it does not let us in. `finished`: it wants nobody to come again. */
export class SourceFailure extends Error {
  constructor(
    message: string,
    readonly kind: 'away' | 'refused' | 'finished' = 'away',
  ) {
    super(message);
  }
}

export interface SourceRequest {
  readonly url: string;
  readonly lastEventId: string | null;
  /** Until the head of the answer is there, redirections included. */
  readonly connectTimeoutMs: number;
  /** Between two pieces of the body, comments included; the time that the reader takes for one does not count. */
  readonly idleTimeoutMs: number;
  /** Each ends the stream, with its reason as the error. */
  readonly signals: readonly AbortSignal[];
  /** The source answered as it should. */
  readonly onOpen: () => void;
}

/** Whether a source can be asked to go on behind this id. */
export function canBeSent(lastEventId: string): boolean {
  return HEADER_VALUE.test(lastEventId);
}

/**
 * The body of an event stream, piece by piece, read no faster than it is taken; ends where the source ends it. Whatever
 * else ends it is thrown, and nothing of the connection is left.
 * @throws {SourceFailure} and what the network throws.
 */
export async function* readSource(asked: SourceRequest): AsyncGenerator<Buffer> {
  for (const signal of asked.signals) signal.throwIfAborted();
  const agent = new Agent({
    connect: { timeout: asked.connectTimeoutMs },
    headersTimeout: NO_TIMEOUT,
    bodyTimeout: NO_TIMEOUT,
  });
  const giveUp = (reason: string) => void agent.destroy(new SourceFailure(reason));
  const forget = asked.signals.map((signal) => onAbort(signal, (reason) => void agent.destroy(reason)));
  let patience = setTimeout(giveUp, asked.connectTimeoutMs, `no answer in ${asked.connectTimeoutMs} ms`);
  try {
    const { body } = await open(agent, asked);
    asked.onOpen();
    const silent = () => setTimeout(giveUp, asked.idleTimeoutMs, `silent for ${asked.idleTimeoutMs} ms`);
    clearTimeout(patience);
    patience = silent();
    for await (const piece of body) {
      clearTimeout(patience);
      yield piece;
      patience = silent();
    }
  } finally {
    clearTimeout(patience);
    for (const stop of forget) stop();
    await agent.destroy();
  }
}

async function open(agent: Agent, asked: SourceRequest): Promise<Dispatcher.ResponseData> {
  const answer = await request(asked.url, {
    dispatcher: agent.compose(interceptors.redirect({ maxRedirections: MAX_REDIRECTIONS })),
    headers: headersFor(asked.lastEventId),
  });
  answer.body.on('error', () => undefined); // whoever reads is told; nobody may be reading
  const failure = failureOf(answer);
  if (failure) throw failure;
  return answer;
}

/** An id is sent as its UTF-8 (WHATWG HTML §9.2.2), which a header holds as bytes. */
function headersFor(lastEventId: string | null): Record<string, string> {
  return {
    accept: 'text/event-stream',
    'accept-encoding': 'identity',
    'cache-control': 'no-cache',
    ...(lastEventId && canBeSent(lastEventId) && { 'last-event-id': Buffer.from(lastEventId).toString('latin1') }),
  };
}

function failureOf({ statusCode, headers }: Dispatcher.ResponseData): SourceFailure | null {
  if (statusCode === 204) return new SourceFailure('it answered 204: there is nothing more to come', 'finished');
  if (statusCode === 401 || statusCode === 403) return new SourceFailure(`it answered ${statusCode}`, 'refused');
  if (statusCode !== 200) return new SourceFailure(`it answered ${statusCode}`);
  const type = String(headers['content-type'] ?? '').split(';', 1)[0];
  if (type?.trim().toLowerCase() !== 'text/event-stream') {
    return new SourceFailure(`it answered with ${JSON.stringify(type?.slice(0, 60))} and no event stream`);
  }
  const coding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
  return coding === 'identity' ? null : new SourceFailure(`it answered in ${JSON.stringify(coding.slice(0, 60))}`);
}

/** Returns how to stop listening. A request given the signal itself would not hear of it while it connects. */
function onAbort(signal: AbortSignal, hangUp: (reason: Error) => void): () => void {
  const listener = () => hangUp(signal.reason);
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}
