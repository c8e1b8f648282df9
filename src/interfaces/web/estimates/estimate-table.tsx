import { Button, Table } from '@mantine/core';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { money } from './money.ts';

export interface EstimatesProps {
  readonly estimates: readonly EstimateWire[];
  readonly onOpen: (id: number) => void;
}

/** For a desk. */
export function EstimateTable({ estimates, onOpen }: EstimatesProps) {
  const { words, language } = useLanguage();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table striped stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.number}</Table.Th>
            <Table.Th>{words.project}</Table.Th>
            <Table.Th>{words.foreman}</Table.Th>
            <Table.Th>{words.status}</Table.Th>
            <Table.Th ta="right">{words.total}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {estimates.map((estimate) => (
            <Table.Tr key={estimate.id}>
              <Table.Td>
                <Button variant="subtle" px={0} onClick={() => onOpen(estimate.id)}>
                  {estimate.number}
                </Button>
              </Table.Td>
              <Table.Td>{estimate.project_name}</Table.Td>
              <Table.Td>{estimate.foreman_name}</Table.Td>
              <Table.Td>{words[estimate.status_code]}</Table.Td>
              <Table.Td ta="right">{money(estimate.total, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
