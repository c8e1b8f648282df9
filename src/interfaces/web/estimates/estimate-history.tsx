import { Button, List, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLanguage } from '../shell/language.tsx';
import type { EstimatesApi } from './estimates-api.ts';

/** Who did what to it, newest first. */
export function EstimateHistory({ api, id }: { readonly api: EstimatesApi; readonly id: number }) {
  const { words, language } = useLanguage();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['estimates', id, 'history'],
    queryFn: ({ pageParam }) => api.history(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  if (!data) return null;
  const entries = data.pages.flatMap(({ items }) => items);
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {words.history}
      </Title>
      <List listStyleType="none">
        {entries.map(({ id: position, timestamp, event, data: { status_code }, actor_name, reason }) => (
          <List.Item key={position}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {time.format(timestamp * 1000)} · {words[event]} · {words[status_code]}
              {actor_name && (
                <>
                  {' · '}
                  <bdi>{actor_name}</bdi>
                </>
              )}
              {reason && (
                <>
                  {' · '}
                  <bdi>{reason}</bdi>
                </>
              )}
            </Text>
          </List.Item>
        ))}
      </List>
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {words.loadMore}
        </Button>
      )}
    </Stack>
  );
}
