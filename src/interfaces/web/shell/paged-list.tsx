import { Button, Skeleton, Text } from '@mantine/core';
import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ListWire } from '../../wire/list-wire.ts';
import { useLanguage } from './language.tsx';
import { LoadError } from './load-error.tsx';

interface Props<Thing> {
  readonly queryKey: QueryKey;
  readonly page: (cursor: string | null) => Promise<ListWire<Thing>>;
  /** To look again where no stream tells of changes. */
  readonly lookAgainMs?: number;
  /** What to say, and to do, where there is nothing. */
  readonly nothing: string;
  /** @param isPart there are more than these. */
  readonly children: (things: readonly Thing[], isPart: boolean) => ReactNode;
}

/** A list of the server's, of which as many pages are shown as somebody asks for. */
export function PagedList<Thing>({ queryKey, page, lookAgainMs, nothing, children }: Props<Thing>) {
  const { words } = useLanguage();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => page(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: lookAgainMs ?? false,
    placeholderData: keepPreviousData,
  });
  const things = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {error && !data && <LoadError error={error} />}
      {isPending && <Skeleton height={240} />}
      {data && things.length === 0 && <Text>{nothing}</Text>}
      {things.length > 0 && children(things, hasNextPage)}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.loadMore}
        </Button>
      )}
    </>
  );
}
