import { HealthWire } from '../interfaces/wire/health-wire.ts';
import { inShort, isPage, mediaType, readJson } from './answers.ts';
import type { Answer, Door } from './door.ts';
import type { Report, Trouble } from './report.ts';

/** Is anybody there, is it this server, and can it work? False where it makes no sense to go on. */
export async function meetServer(door: Door, report: Report): Promise<boolean> {
  const answer = await report.attempt('connection', () => door.ask('/healthz'));
  if (!answer) return false;
  report.ok('connection', `${door.base} answered in ${answer.ms} ms`);
  if (readJson(answer.text, HealthWire)?.status === 'ok') {
    report.ok('server', 'it is the server itself');
    return (await report.attempt('database', () => readiness(door, report))) ?? false;
  }
  const trouble = strangerAt(answer, door.base);
  if (isPage(answer) && (await report.attempt('server', () => passesApiOn(door)))) {
    report.warn('server', { ...trouble, seen: `${trouble.seen}, but /api goes through to the server` });
    return true;
  }
  report.fault('server', trouble);
  return false;
}

async function readiness(door: Door, report: Report): Promise<boolean> {
  const answer = await door.ask('/readyz');
  const status = readJson(answer.text, HealthWire)?.status;
  if (answer.status === 200 && status === 'ready') report.ok('database', 'the server says that it is ready');
  else {
    const seen = `/readyz answered ${inShort(answer)}${status === 'database_away' ? ': database_away' : ''}`;
    report.fault('database', { seen, todo: 'look at the log of the server, and whether DATABASE_URL can be reached' });
  }
  return answer.status === 200;
}

function strangerAt(answer: Answer, base: string): Trouble {
  const seen = `/healthz answered ${inShort(answer)}`;
  const { location } = answer.headers;
  if (location && URL.canParse(location, base)) {
    const { origin } = new URL(location, base);
    return { seen: `${seen}, sending us to ${origin}`, todo: 'give --url the address where the server itself answers' };
  }
  if (answer.status >= 502 && answer.status <= 504) {
    return {
      seen: `${seen}: a proxy without a server behind it`,
      todo: "start the server, or mend the proxy's target",
    };
  }
  if (answer.status === 400 && base.startsWith('http:')) {
    return { seen: `${seen}: perhaps a port with TLS`, todo: 'say https:// instead of http://' };
  }
  if (isPage(answer)) {
    return {
      seen: `${seen}: a front end that answers with a page`,
      todo: "give --url, and the page that does not work, the address and port of the backend (8000 by default), not the front end's",
    };
  }
  return { seen: `${seen}: another program, or another path`, todo: 'give --url scheme, host and port of the server' };
}

/** A front end that keeps its own pages, but knows what belongs to the server. */
async function passesApiOn(door: Door): Promise<boolean> {
  const { status, headers } = await door.ask('/api/v1/auth/me');
  return status === 401 && mediaType(headers) === 'application/problem+json';
}
