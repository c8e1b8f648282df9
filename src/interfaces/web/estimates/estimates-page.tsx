import { Alert, Button, Grid, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UserWire } from '../../wire/auth-wire.ts';
import type { Api } from '../api.ts';
import { useLanguage } from '../shell/language.tsx';
import { EstimateCards } from './estimate-cards.tsx';
import { EstimateDetail } from './estimate-detail.tsx';
import { EstimateTable } from './estimate-table.tsx';
import { NewEstimateForm } from './new-estimate-form.tsx';

/** All that somebody may see, newest first: cards on the phone of a foreman, a table on the desk of the office. */
export function EstimatesPage({ api, user }: { readonly api: Api; readonly user: UserWire }) {
  const { words } = useLanguage();
  const [writing, setWriting] = useState(false);
  const [opened, setOpened] = useState<number | null>(null);
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['estimates'],
    queryFn: ({ pageParam }) => api.estimates(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  const isForeman = user.role === 'foreman';
  if (isForeman && writing) return <NewEstimateForm api={api} onClose={() => setWriting(false)} />;

  const detail = opened !== null && (
    <EstimateDetail key={opened} api={api} user={user} id={opened} onClose={() => setOpened(null)} />
  );
  if (isForeman && detail) return detail;

  const estimates = data?.pages.flatMap(({ items }) => items) ?? [];
  const List = isForeman ? EstimateCards : EstimateTable;
  return (
    <Grid>
      <Grid.Col span={detail ? { base: 12, lg: 7 } : 12}>
        <Stack>
          {isForeman && <Button onClick={() => setWriting(true)}>{words.newEstimate}</Button>}
          {error && !data && <Alert color="red">{words.unreachable}</Alert>}
          {isPending && <Skeleton height={240} />}
          {estimates.length > 0 && <List estimates={estimates} onOpen={setOpened} />}
          {data && estimates.length === 0 && <Text>{isForeman ? words.nothingYet : words.nothingForOffice}</Text>}
          {hasNextPage && (
            <Button variant="default" onClick={() => void fetchNextPage()}>
              {words.loadMore}
            </Button>
          )}
        </Stack>
      </Grid.Col>
      {detail && <Grid.Col span={{ base: 12, lg: 5 }}>{detail}</Grid.Col>}
    </Grid>
  );
}
