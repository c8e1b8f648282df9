import { Table } from '@mantine/core';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { amount, money } from './money.ts';

/** What an estimate consists of. */
export function ItemTable({ items }: Pick<EstimateWire, 'items'>) {
  const { language } = useLanguage();
  return (
    <Table style={{ overflowWrap: 'anywhere' }}>
      <Table.Tbody>
        {items.map(({ name, unit, quantity, total }, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <Table.Tr key={line}>
            <Table.Td miw={120}>{name}</Table.Td>
            <Table.Td miw={72}>
              {amount(quantity, language)} {unit}
            </Table.Td>
            <Table.Td ta="right" miw={96}>
              {money(total, language)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
