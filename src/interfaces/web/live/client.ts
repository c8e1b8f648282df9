/** The client library without a framework: `smeta-live/client` (docs/client.md). */
export { EventBus, type EventOf, type EventType } from './event-bus.ts';
export { EventStream, type StreamEar } from './event-stream.ts';
export { LiveClient } from './live-client.ts';
export type { ConnectionEvent, LiveEvent, LiveState, Positioned } from './live-event.ts';
export type { Patience } from './patience.ts';
export { QueryFreshness } from './query-freshness.ts';
export { Session } from './session.ts';
export type { StreamSource } from './stream-source.ts';
