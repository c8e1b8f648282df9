import './flash.css';
import { Anchor, Table, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { money } from './money.ts';
import { type Column, nextSorting, type Sorting, sorted } from './sorting.ts';
import { useFlashing } from './use-flashing.ts';

export interface EstimatesProps {
  readonly estimates: readonly EstimateWire[];
}

const COLUMNS: readonly (readonly [column: Column, label: Labels])[] = [
  ['number', 'number'],
  ['project_name', 'project'],
  ['foreman_name', 'foreman'],
  ['status_code', 'status'],
  ['updated_at', 'changed'],
  ['total', 'total'],
];
type Labels = 'number' | 'project' | 'foreman' | 'status' | 'changed' | 'total';

/** For a desk. */
export function EstimateTable({ estimates, isPart }: EstimatesProps & { readonly isPart: boolean }) {
  const { words, language } = useLanguage();
  const [sorting, setSorting] = useState<Sorting>(null);
  const flashing = useFlashing();
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <Table.ScrollContainer minWidth={760}>
      {sorting && isPart && <Text size="sm">{words.sortedAmongShown}</Text>}
      <Table striped stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map(([column, label]) => (
              <SortableHeader
                key={column}
                label={words[label]}
                direction={sorting?.column === column ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
                onSort={() => setSorting(nextSorting(sorting, column))}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted(estimates, sorting).map((estimate) => (
            <Table.Tr key={estimate.id} className={flashing.has(estimate.id) ? 'flash' : ''}>
              <Table.Td>
                <Anchor
                  component={Link}
                  href={`/estimates/${estimate.id}`}
                  c="var(--mantine-color-text)"
                  underline="always"
                >
                  {estimate.number}
                </Anchor>
              </Table.Td>
              <Table.Td>{estimate.project_name}</Table.Td>
              <Table.Td>{estimate.foreman_name}</Table.Td>
              <Table.Td>{words[estimate.status_code]}</Table.Td>
              <Table.Td>{time.format(new Date(estimate.updated_at))}</Table.Td>
              <Table.Td ta="right">{money(estimate.total, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const SIGNS = { none: '', ascending: ' ↑', descending: ' ↓' } as const;

interface HeaderProps {
  readonly label: string;
  readonly direction: keyof typeof SIGNS;
  readonly onSort: () => void;
}

function SortableHeader({ label, direction, onSort }: HeaderProps) {
  return (
    <Table.Th aria-sort={direction}>
      <UnstyledButton mih={48} miw={48} fw={700} fz="sm" onClick={onSort}>
        {label}
        <span aria-hidden="true">{SIGNS[direction]}</span>
      </UnstyledButton>
    </Table.Th>
  );
}
