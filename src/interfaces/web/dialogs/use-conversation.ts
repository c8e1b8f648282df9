import { type QueryClient, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { MessageWire } from '../../wire/dialog-wire.ts';
import type { Session } from '../live/session.ts';
import { isGone } from '../shell/caller.ts';
import { DialogStream } from './dialog-stream.ts';
import type { DialogsApi } from './dialogs-api.ts';
import { joined } from './joined.ts';
import { useAnswers } from './use-answers.ts';
import { useVisible } from './use-visible.ts';

/** What is said in one dialog, live while somebody looks at it. */
export function useConversation(api: DialogsApi, session: Session, id: number) {
  const queries = useQueryClient();
  const isVisible = useVisible();
  const [known, setKnown] = useState<readonly MessageWire[]>([]);
  const keep = (message: MessageWire) => setKnown((before) => joined(before, [message]));
  const [stream] = useState(
    () => new DialogStream(session, id, { onGap: () => void fetchAnew(queries, id), onMessage: keep }),
  );
  const pages = useInfiniteQuery({
    queryKey: ['dialogs', id, 'messages'],
    queryFn: ({ pageParam }) => api.messages(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  const parts = pages.data?.pages.map(({ items }) => items) ?? [];

  useEffect(() => {
    if (!isVisible || isGone(pages.error)) return; // a browser has six connections for all its tabs
    const over = new AbortController();
    void stream.run(over.signal);
    addEventListener('online', () => stream.wake(), { signal: over.signal });
    return () => over.abort();
  }, [stream, isVisible, pages.error]);

  useEffect(() => {
    const items = pages.data?.pages.flatMap((part) => part.items) ?? [];
    setKnown((before) => joined(before, items)); // fetched again, parts begin later and lack what they began with
  }, [pages.data]);

  const messages = joined(known, ...parts);
  return { ...pages, messages, ...useAnswers({ api, session, id, messages, onStored: keep }) };
}

/** Whatever is on its way was perhaps asked for too soon, and TanStack would take the first answer for a new one. */
async function fetchAnew(queries: QueryClient, id: number): Promise<void> {
  const filter = { queryKey: ['dialogs', id, 'messages'] };
  await queries.cancelQueries(filter);
  await queries.invalidateQueries(filter);
}
