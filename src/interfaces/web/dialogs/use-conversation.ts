import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { MessageWire } from '../../wire/dialog-wire.ts';
import { newKey, type Session } from '../live/session.ts';
import { DialogStream } from './dialog-stream.ts';
import type { DialogsApi } from './dialogs-api.ts';
import { joined, stillUnsent, type Unsent } from './joined.ts';
import { useVisible } from './use-visible.ts';

/** What is said in one dialog, live while somebody looks at it. */
export function useConversation(api: DialogsApi, session: Session, id: number) {
  const queries = useQueryClient();
  const isVisible = useVisible();
  const [heard, setHeard] = useState<readonly MessageWire[]>([]);
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  const pages = useInfiniteQuery({
    queryKey: ['dialogs', id, 'messages'],
    queryFn: ({ pageParam }) => api.messages(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

  useEffect(() => {
    if (!isVisible) return; // a browser has six connections for all its tabs
    const over = new AbortController();
    const onOpen = () => void queries.invalidateQueries({ queryKey: ['dialogs', id, 'messages'] });
    const onMessage = (message: MessageWire) => setHeard((before) => joined(before, [message]));
    void new DialogStream(session, id, { onOpen, onMessage }).run(over.signal);
    return () => over.abort();
  }, [queries, session, id, isVisible]);

  const messages = joined(pages.data?.pages.flatMap(({ items }) => items) ?? [], heard);

  async function deliver(said: Unsent): Promise<void> {
    const others = (all: readonly Unsent[]) => all.filter(({ key }) => key !== said.key);
    setUnsent((before) => [...others(before), { ...said, failed: false }]);
    try {
      const message = await api.answer(id, said.text, said.key);
      setHeard((before) => joined(before, [message]));
      setUnsent(others);
    } catch (error) {
      console.info('[SSE] dialog: not sent:', error);
      setUnsent((before) => [...others(before), { ...said, failed: true }]);
    }
  }

  return {
    ...pages,
    messages,
    unsent: stillUnsent(unsent, messages),
    send: (text: string) => void deliver({ key: newKey(), text, failed: false, after: messages.at(-1)?.id ?? 0 }),
    tryAgain: (said: Unsent) => void deliver(said),
  };
}
