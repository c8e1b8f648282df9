import { Card, Group, Stack, Text } from '@mantine/core';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { money } from './money.ts';

/** For a phone. */
export function EstimateCards({ estimates }: { readonly estimates: readonly EstimateWire[] }) {
  const { words, language } = useLanguage();
  return (
    <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {estimates.map((estimate) => (
        <Card component="li" key={estimate.id} withBorder padding="md">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {estimate.number}
          </Text>
          <Text>{estimate.project_name}</Text>
          <Group justify="space-between">
            <Text>{words[estimate.status_code]}</Text>
            <Text>{money(estimate.total, language)}</Text>
          </Group>
        </Card>
      ))}
    </Stack>
  );
}
