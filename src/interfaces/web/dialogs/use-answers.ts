import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MessageWire } from '../../wire/dialog-wire.ts';
import { newKey, type Session } from '../live/session.ts';
import { keptPlace } from '../shell/use-kept.ts';
import type { DialogsApi } from './dialogs-api.ts';
import { stillUnsent, type Unsent } from './joined.ts';

interface Answering {
  readonly api: DialogsApi;
  readonly session: Session;
  readonly id: number;
  readonly messages: readonly MessageWire[];
  onStored(message: MessageWire): void;
}

/** What somebody answers is shown at once. What could not be sent is still there when he comes back to the dialog, or after the page. */
export function useAnswers({ api, session, id, messages, onStored }: Answering) {
  const queries = useQueryClient();
  const userId = session.user?.id ?? 0;
  const queryKey = ['unsent', userId, id];
  const place = keptPlace<readonly Unsent[]>(userId, `unsent-${id}`);
  const { data: unsent = [] } = useQuery<readonly Unsent[]>({
    queryKey,
    queryFn: skipToken,
    initialData: () => (place.read() ?? []).map((said) => ({ ...said, failed: true })), // no page waits for it any more
    gcTime: Number.POSITIVE_INFINITY,
  });
  const change = (to: (before: readonly Unsent[]) => readonly Unsent[]) => {
    const all = queries.setQueryData<readonly Unsent[]>(queryKey, (before = []) => to(before)) ?? [];
    if (all.length > 0) place.write(all);
    else place.drop();
  };

  async function deliver(said: Unsent): Promise<void> {
    const others = (all: readonly Unsent[]) => all.filter(({ key }) => key !== said.key);
    change((before) => [...others(before), { ...said, failed: false }]);
    try {
      onStored(await api.answer(id, said.text, said.key));
      change(others);
    } catch (error) {
      console.info('[SSE] dialog: not sent:', error);
      change((before) => [...others(before), { ...said, failed: true }]);
    }
  }

  return {
    unsent: stillUnsent(unsent, messages),
    send: (text: string) => void deliver({ key: newKey(), text, failed: false, after: messages.at(-1)?.id ?? 0 }),
    tryAgain: (said: Unsent) => void deliver(said),
  };
}
