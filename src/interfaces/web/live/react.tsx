/** The client library for React: `smeta-live/react` (docs/client.md, seed 001). */
import { createContext, type ReactNode, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { EventOf, EventType } from './event-bus.ts';
import type { LiveClient } from './live-client.ts';
import type { LiveState } from './live-event.ts';

const Live = createContext<LiveClient | null>(null);

/** Holds the stream open for what is inside; once, however often React mounts it. */
export function SSEConnection({ client, children }: { readonly client: LiveClient; readonly children: ReactNode }) {
  useEffect(() => {
    client.connect();
    return () => client.close();
  }, [client]);
  return <Live value={client}>{children}</Live>;
}

/** The state of the stream. Inside an `SSEConnection`. */
export function useSSE(): LiveState {
  const client = useLive();
  return useSyncExternalStore(
    (listener) => client.subscribe(listener),
    () => client.state,
  );
}

/** How long the last change took to get here, in whole seconds; null before the first. Inside an `SSEConnection`. */
export function useDelay(): number | null {
  const client = useLive();
  return useSyncExternalStore(
    (listener) => client.bus.on('*', listener),
    () => client.delaySeconds,
  );
}

/** Calls `listener` for each event of a type, `*` for all. Inside an `SSEConnection`. */
export function useLiveEvent<Type extends EventType>(type: Type, listener: (event: EventOf<Type>) => void): void {
  const client = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => client.bus.on(type, (event) => latest.current(event)), [client, type]);
}

function useLive(): LiveClient {
  const client = useContext(Live);
  if (!client) throw new Error('useSSE and useLiveEvent work inside an <SSEConnection>');
  return client;
}
