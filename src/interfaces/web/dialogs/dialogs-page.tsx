import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Session } from '../live/session.ts';
import { Beside } from '../shell/beside.tsx';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
import { Conversation } from './conversation.tsx';
import { DialogCards } from './dialog-cards.tsx';
import type { DialogsApi } from './dialogs-api.ts';

/** No stream tells of a dialog that has just begun. */
const LOOK_MS = 10_000;

interface Props {
  readonly api: DialogsApi;
  readonly session: Session;
  readonly id: number | null;
}

/** The inbox of the office: whoever writes on a site. */
export function DialogsPage({ api, session, id }: Props) {
  const { words } = useLanguage();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['dialogs', 'list'],
    queryFn: ({ pageParam }) => api.list(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: LOOK_MS,
  });
  const dialogs = data?.pages.flatMap(({ items }) => items) ?? [];
  const list = (
    <Stack>
      {error && !data && <LoadError error={error} />}
      {isPending && <Skeleton height={240} />}
      {data && dialogs.length === 0 && <Text>{words.noDialogs}</Text>}
      <DialogCards dialogs={dialogs} openId={id} />
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.loadMore}
        </Button>
      )}
    </Stack>
  );
  return <Beside list={list} opened={id !== null && <Conversation key={id} api={api} session={session} id={id} />} />;
}
