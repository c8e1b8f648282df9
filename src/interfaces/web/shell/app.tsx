import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { UserWire } from '../../wire/auth-wire.ts';
import { offerTools } from '../demo/offer-tools.ts';
import { browserStorage } from '../live/browser-storage.ts';
import { LiveClient } from '../live/live-client.ts';
import { QueryFreshness } from '../live/query-freshness.ts';
import { SSEConnection } from '../live/react.tsx';
import type { Session } from '../live/session.ts';
import { Frame } from './frame.tsx';
import { Pages } from './pages.tsx';
import { newQueryClient } from './query-client.ts';
import { SignIn } from './sign-in.tsx';
import { dropKeptOfOthers } from './use-kept.ts';

export function App({ session }: { readonly session: Session }) {
  const user = useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.user,
  );
  return user ? <SignedIn key={user.id} session={session} user={user} /> : <SignIn session={session} />;
}

/** One for each person: nothing that one has seen is there for the next. */
function SignedIn({ session, user }: { readonly session: Session; readonly user: UserWire }) {
  const queries = useMemo(() => newQueryClient(), []);
  const client = useMemo(() => new LiveClient(session), [session]);
  useEffect(() => new QueryFreshness(queries, client).follow(), [queries, client]);
  useEffect(() => dropKeptOfOthers(user.id), [user.id]);
  useEffect(() => (import.meta.env.DEV ? offerTools(client) : undefined), [client]);
  const signOut = () => {
    browserStorage('sessionStorage').clear(); // what was not saved goes with whoever wrote it
    location.hash = '';
    void session.signOut();
  };
  return (
    <QueryClientProvider client={queries}>
      <Router hook={useHashLocation}>
        <SSEConnection client={client}>
          <Frame user={user} onSignOut={signOut}>
            <Pages session={session} user={user} />
          </Frame>
        </SSEConnection>
      </Router>
    </QueryClientProvider>
  );
}
