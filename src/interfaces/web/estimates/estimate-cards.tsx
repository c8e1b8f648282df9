import { Card, Group, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../shell/language.tsx';
import type { EstimatesProps } from './estimate-table.tsx';
import { money } from './money.ts';
import { StatusBadge } from './status-badge.tsx';

/** For a phone. */
export function EstimateCards({ estimates }: EstimatesProps) {
  const { language } = useLanguage();
  return (
    <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {estimates.map((estimate) => (
        <li key={estimate.id}>
          <Card
            component={Link}
            href={`/estimates/${estimate.id}`}
            withBorder
            padding="md"
            c="var(--mantine-color-text)"
          >
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {estimate.number}
            </Text>
            <Text>{estimate.project_name}</Text>
            <Group justify="space-between">
              <StatusBadge status={estimate.status_code} />
              <Text>{money(estimate.total, language)}</Text>
            </Group>
          </Card>
        </li>
      ))}
    </Stack>
  );
}
