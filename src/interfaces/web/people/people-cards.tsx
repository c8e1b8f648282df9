import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PersonWire } from '../../wire/user-wire.ts';
import { CardList } from '../shell/card-list.tsx';
import { useLanguage } from '../shell/language.tsx';
import type { PeopleApi } from './people-api.ts';

/** Nobody is told of streams that open and close. */
const LOOK_MS = 10_000;

interface Props {
  readonly api: PeopleApi;
  readonly people: readonly PersonWire[];
  readonly openId: number | null;
}

export function PeopleCards({ api, people, openId }: Props) {
  const { words } = useLanguage();
  const { data: streams } = useQuery({
    queryKey: ['people', 'streams'],
    queryFn: () => api.streams(),
    refetchInterval: LOOK_MS,
  });
  return (
    <CardList things={people} path="/people" openId={openId}>
      {({ id, name, email, role, active }) => (
        <>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Text style={{ overflowWrap: 'anywhere' }}>{email}</Text>
          <Group justify="space-between">
            <Text>{active ? words[role] : `${words[role]}, ${words.mayNotEnter}`}</Text>
            {streams && <Text>{streams[id] ? `${words.liveNow}: ${streams[id]}` : words.notLiveNow}</Text>}
          </Group>
        </>
      )}
    </CardList>
  );
}
