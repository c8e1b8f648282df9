import type { IncomingHttpHeaders } from 'node:http';
import type { Door } from './door.ts';
import type { Report } from './report.ts';
import { STREAM } from './stream-steps.ts';

/** May a page of that origin read the stream, and ask with its token? `stream` are the headers that it got. */
export async function examineCors(
  door: Door,
  origin: string,
  stream: IncomingHttpHeaders,
  report: Report,
): Promise<void> {
  if (new URL(door.base).origin === origin) {
    report.ok('CORS', `${origin} is the server's own origin: browsers ask for no permission`);
    return;
  }
  const preflight = await report.attempt('CORS', () =>
    door.ask(STREAM, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization',
      },
    }),
  );
  if (!preflight) return;
  const refusal = refusalOf(origin, stream) ?? preflightRefusal(origin, preflight);
  if (refusal === null) report.ok('CORS', `${origin} is allowed`);
  else {
    const todo = `add ${origin} to CORS_ORIGINS of the server and restart it; no proxy should set or drop these headers`;
    report.fault('CORS', { seen: refusal, todo });
  }
}

function preflightRefusal(
  origin: string,
  { status, headers }: { status: number; headers: IncomingHttpHeaders },
): string | null {
  if (status >= 300) return `the browser's question beforehand (OPTIONS) was answered with ${status}`;
  const allowed = headers['access-control-allow-headers']?.toLowerCase() ?? '';
  return refusalOf(origin, headers) ?? (allowed.includes('authorization') ? null : 'Authorization is not allowed');
}

/** Two proxies that both add the header make a value that no browser takes: it is compared as a whole. */
function refusalOf(origin: string, { 'access-control-allow-origin': allowed = 'missing' }: IncomingHttpHeaders) {
  return allowed === origin || allowed === '*' ? null : `Access-Control-Allow-Origin is ${allowed}, not ${origin}`;
}
