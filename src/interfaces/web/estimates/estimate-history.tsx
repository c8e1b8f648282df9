import { List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Api } from '../api.ts';
import { useLanguage } from '../shell/language.tsx';

/** Who did what to it, newest first. */
export function EstimateHistory({ api, id }: { readonly api: Api; readonly id: number }) {
  const { words, language } = useLanguage();
  const { data } = useQuery({ queryKey: ['estimates', id, 'history'], queryFn: () => api.history(id) });
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  if (!data) return null;
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {words.history}
      </Title>
      <List listStyleType="none">
        {data.items.map((entry) => (
          <List.Item key={entry.id}>
            <Text size="sm">
              {time.format(entry.timestamp * 1000)} · {words[entry.event]} · {words[entry.data.status_code]}
              {entry.actor_name && ` · ${entry.actor_name}`}
              {entry.reason && ` · ${entry.reason}`}
            </Text>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
