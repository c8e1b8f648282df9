import type { LiveEvent } from './live-event.ts';

/** The event of a type; of `*`, any. */
export type EventOf<Type extends string> = Type extends '*' ? LiveEvent : Named<LiveEvent, Type>;
/** Events of one shape have several names. */
type Named<Event, Type> = Event extends { event: infer Name } ? (Type extends Name ? Event : never) : never;

/** What can be listened for. */
export type EventType = LiveEvent['event'] | '*';

type Listener = (event: LiveEvent) => void;

/** Hands each event to whoever asked for its type (seed 001). */
export class EventBus {
  private readonly listeners = new Map<string, Set<Listener>>();

  /** @returns a function that ends it. The same listener given twice is called twice. */
  on<Type extends EventType>(type: Type, listener: (event: EventOf<Type>) => void): () => void {
    const own = (event: LiveEvent) => listener(event as EventOf<Type>); // as `emit` chooses by type
    const all = this.listeners.get(type) ?? new Set();
    this.listeners.set(type, all.add(own));
    return () => void all.delete(own);
  }

  /** One listener that fails keeps no other from hearing. */
  emit(event: LiveEvent): void {
    if (event.event !== 'keepalive') console.debug('[EventBus]', event.event);
    for (const type of [event.event, '*']) {
      for (const listener of [...(this.listeners.get(type) ?? [])]) this.tell(listener, event);
    }
  }

  private tell(listener: Listener, event: LiveEvent): void {
    try {
      listener(event);
    } catch (error) {
      console.error('[EventBus] a listener failed on', event.event, error);
    }
  }
}
