import type { StreamMessage } from '../../wire/stream-wire.ts';

/** The state of the connection, for a light (seed 001). */
export type LiveState = 'catching-up' | 'live' | 'delayed' | 'offline' | 'signed-out';

/** What the library itself says when the stream is lost, and when it is there again (seed 001). */
export interface ConnectionEvent {
  readonly event: 'system.connectionLost' | 'system.connectionRestored';
  /** Unix seconds. */
  readonly timestamp: number;
}

/** Everything that a listener can hear: what crosses the wire (contract §4), and what is said of the connection. */
export type LiveEvent = StreamMessage | ConnectionEvent;

/** A message of the stream with its place in the event log. */
export interface Positioned {
  readonly position: number;
  readonly message: StreamMessage;
}

/** Where whoever stood at `own` stands when he has heard this. Only a log that was replaced leads back. */
export function placeAfter(own: number | null, { position, message }: Positioned): number {
  return message.event === 'system.resync' ? position : Math.max(own ?? 0, position);
}

/** Whether he had heard it before: another tab, or the stream of before, may have told him. */
export function isHeard(own: number | null, { position, message }: Positioned): boolean {
  return own !== null && position <= own && isChange(message);
}

/** Whether it tells of a change: these have a place of their own, and come once. */
export function isChange({ event }: LiveEvent): boolean {
  return event.startsWith('estimate.') || event.startsWith('project.');
}
