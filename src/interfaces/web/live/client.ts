/** The client library without a framework: `smeta-live/client` (docs/client.md). */
export { EventBus, type EventOf, type EventType } from './event-bus.ts';
export { LiveClient } from './live-client.ts';
export type { ConnectionEvent, LiveEvent, LiveState } from './live-event.ts';
export { Session } from './session.ts';
