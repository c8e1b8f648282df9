import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { inShort, isPage, mediaType } from './answers.ts';
import { NO_BUFFERING } from './buffering.ts';
import type { Report, Trouble } from './report.ts';
import type { Visitor } from './sign-in-step.ts';
import { ACCEPT_ENCODING } from './stream-ear.ts';

export const STREAM = '/api/v1/sse/events';

/** Opens the role stream as a browser would, but for the token, which stays out of the address and so out of logs. */
export async function openStream(
  { door }: Visitor,
  origin: string | null,
  report: Report,
): Promise<IncomingMessage | null> {
  const asked = { Accept: 'text/event-stream', 'Accept-Encoding': ACCEPT_ENCODING };
  const headers = origin === null ? asked : { ...asked, Origin: origin };
  const response = await report.attempt('stream', async () => {
    const opened = await door.open(STREAM, { headers });
    if (opened) return opened;
    const seen = `not even its headers came within ${door.patienceMs} ms: a proxy is buffering it, or the server hangs`;
    report.fault('stream', { seen, todo: NO_BUFFERING });
    return null;
  });
  if (!response) return null;
  const answer = { status: response.statusCode ?? 0, headers: response.headers };
  if (answer.status === 200 && mediaType(response.headers) === 'text/event-stream') {
    report.ok('stream', inShort(answer));
    examineHeaders(response.headers, report);
    return response;
  }
  report.fault('stream', refusal(answer));
  response.destroy();
  return null;
}

function examineHeaders(headers: IncomingHttpHeaders, report: Report): void {
  const { 'cache-control': cacheControl = 'none', 'content-encoding': encoding } = headers;
  const accel = headers['x-accel-buffering'] ?? 'not there (nginx keeps it to itself)';
  const seen = `Cache-Control: ${cacheControl}; X-Accel-Buffering: ${accel}`;
  if (!/\bno-transform\b/.test(cacheControl)) {
    const todo = 'something on the way rewrites Cache-Control: let it pass, no-transform is what forbids to compress';
    report.warn('headers', { seen: `${seen}; no-transform is missing`, todo });
  } else if (headers['x-accel-buffering'] === 'yes') {
    report.warn('headers', { seen, todo: `something on the way rewrites X-Accel-Buffering: ${NO_BUFFERING}` });
  } else report.ok('headers', seen);
  if (encoding === undefined) report.ok('compression', 'none, as it should be');
  else {
    const todo = 'a proxy compresses the stream and may hold it back for that: nginx: gzip off; for /api/v1/sse/';
    report.fault('compression', { seen: `Content-Encoding: ${encoding}`, todo });
  }
}

function refusal(answer: { status: number; headers: IncomingHttpHeaders }): Trouble {
  const seen = `it was answered with ${inShort(answer)}`;
  const { status } = answer;
  if (status === 401 || status === 403) {
    return { seen, todo: 'the sign-in was good, so look for a proxy that drops the Authorization header' };
  }
  if (status === 404 || isPage(answer)) {
    return { seen, todo: "a front end answers here: let its proxy pass all of /api/ on, or use the backend's port" };
  }
  if (status >= 500) return { seen, todo: 'look at the log of the server, and at the timeouts of the proxy before it' };
  return { seen, todo: 'a stream is 200 text/event-stream: something between here and the server changes answers' };
}
