import { Table, UnstyledButton } from '@mantine/core';

const SIGNS = { none: '', ascending: ' ↑', descending: ' ↓' } as const;

interface HeaderProps {
  readonly label: string;
  readonly direction: keyof typeof SIGNS;
  readonly onSort: () => void;
}

/** A heading that sorts by its column. */
export function SortableHeader({ label, direction, onSort }: HeaderProps) {
  return (
    <Table.Th aria-sort={direction} miw={104}>
      <UnstyledButton mih={48} miw={48} fw={700} fz="sm" onClick={onSort}>
        {label}
        <span aria-hidden="true">{SIGNS[direction]}</span>
      </UnstyledButton>
    </Table.Th>
  );
}
