import './flash.css';
import { Anchor, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { money } from './money.ts';
import { SortableHeader } from './sortable-header.tsx';
import { type Column, nextSorting, type Sorting, sorted } from './sorting.ts';
import { StatusBadge } from './status-badge.tsx';
import { useFlashing } from './use-flashing.ts';

export interface EstimatesProps {
  readonly estimates: readonly EstimateWire[];
}

interface TableProps extends EstimatesProps {
  /** There are more than these. */
  readonly isPart: boolean;
  /** The one that is open beside it: then there is room for what matters most. */
  readonly openId: number | null;
}

/** For a desk. */
export function EstimateTable({ estimates, isPart, openId }: TableProps) {
  const { words, language } = useLanguage();
  const [sorting, setSorting] = useState<Sorting>(null);
  const isBeside = openId !== null;
  const flashing = useFlashing();
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  const header = (column: Column, label: string) => (
    <SortableHeader
      label={label}
      direction={sorting?.column === column ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
      onSort={() => setSorting(nextSorting(sorting, column))}
    />
  );
  return (
    <Table.ScrollContainer minWidth={isBeside ? 520 : 820}>
      {sorting && isPart && <Text size="sm">{words.sortedAmongShown}</Text>}
      <Table striped stickyHeader style={{ overflowWrap: 'anywhere' }}>
        <Table.Thead>
          <Table.Tr>
            {header('number', words.number)}
            {!isBeside && header('project_name', words.project)}
            {header('foreman_name', words.foreman)}
            {header('status_code', words.status)}
            {!isBeside && header('updated_at', words.changed)}
            {header('total', words.total)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted(estimates, sorting).map(({ id, number, status_code, total, ...estimate }) => (
            <Table.Tr
              key={id}
              className={flashing.has(id) ? 'flash' : ''}
              aria-current={id === openId ? 'true' : undefined}
            >
              <Table.Td>
                <Anchor
                  component={Link}
                  href={`/estimates/${id}`}
                  fz="sm"
                  c="var(--mantine-color-text)"
                  underline="always"
                >
                  {number}
                </Anchor>
              </Table.Td>
              {!isBeside && <Table.Td>{estimate.project_name}</Table.Td>}
              <Table.Td>{estimate.foreman_name}</Table.Td>
              <Table.Td>
                <StatusBadge status={status_code} />
              </Table.Td>
              {!isBeside && <Table.Td>{time.format(new Date(estimate.updated_at))}</Table.Td>}
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{money(total, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
