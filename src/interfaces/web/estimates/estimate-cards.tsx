import { Card, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useLanguage } from '../shell/language.tsx';
import type { EstimatesProps } from './estimate-table.tsx';
import { money } from './money.ts';

/** For a phone. */
export function EstimateCards({ estimates, onOpen }: EstimatesProps) {
  const { words, language } = useLanguage();
  return (
    <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {estimates.map((estimate) => (
        <Card component="li" key={estimate.id} withBorder padding="md">
          <UnstyledButton mih={48} onClick={() => onOpen(estimate.id)}>
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {estimate.number}
            </Text>
            <Text>{estimate.project_name}</Text>
            <Group justify="space-between">
              <Text>{words[estimate.status_code]}</Text>
              <Text>{money(estimate.total, language)}</Text>
            </Group>
          </UnstyledButton>
        </Card>
      ))}
    </Stack>
  );
}
