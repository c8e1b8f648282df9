import type { Request } from 'express';

/**
 * The header wins; two spellings of the parameter, since polyfills differ. Empty is the same as none; given twice, it is
 * none that a log has, and not the present. A client sends the id as UTF-8 (WHATWG HTML §9.2.2), and Node gives the bytes of a header as Latin-1.
 */
export function lastEventIdOf(request: Request): string | null {
  const header = Buffer.from(request.get('Last-Event-ID') ?? '', 'latin1').toString();
  const { last_event_id: snake, lastEventId: camel } = request.query;
  return header || String(snake ?? '') || String(camel ?? '') || null;
}

/** One parameter of the address; null where it is not there, or there twice. */
export function parameter(request: Request, name: string): string | null {
  const value = request.query[name];
  return typeof value === 'string' ? value : null;
}
