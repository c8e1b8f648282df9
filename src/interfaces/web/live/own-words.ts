import type { Positioned } from './live-event.ts';

/** What the stream would say, where the library has to say it: a tab that follows, or one that asks for events. */

/** The feed goes on from a position. */
export function connectedAt(position: number): Positioned {
  return { position, message: { event: 'connected', message: 'SSE connection established', timestamp: unixSeconds() } };
}

/** What came before a position can't be had: everything is to be fetched anew. */
export function resyncAt(position: number, reason: 'expired' | 'unknown'): Positioned {
  const data = { reason, oldest: position, newest: position };
  return { position, message: { event: 'system.resync', data, timestamp: unixSeconds() } };
}

/** As in the envelopes of the stream (contract §4). */
export function unixSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
