import { Group, Text } from '@mantine/core';
import { CardList } from '../shell/card-list.tsx';
import { useLanguage } from '../shell/language.tsx';
import type { EstimatesProps } from './estimate-table.tsx';
import { money } from './money.ts';
import { StatusBadge } from './status-badge.tsx';

/** For a phone. */
export function EstimateCards({ estimates }: EstimatesProps) {
  const { language } = useLanguage();
  return (
    <CardList things={estimates} path="/estimates">
      {(estimate) => (
        <>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {estimate.number}
          </Text>
          <Text>{estimate.project_name}</Text>
          <Group justify="space-between">
            <StatusBadge status={estimate.status_code} />
            <Text>{money(estimate.total, language)}</Text>
          </Group>
        </>
      )}
    </CardList>
  );
}
