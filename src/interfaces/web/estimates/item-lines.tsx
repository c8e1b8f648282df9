import { Button, Card, Group, Stack, TextInput } from '@mantine/core';
import type { NewItem } from '../api.ts';
import { useLanguage } from '../shell/language.tsx';

/** A line as somebody types it: nothing of it need be right yet. */
export interface DraftLine extends NewItem {
  readonly key: number;
}

let nextKey = 0;
export const EMPTY_LINE: DraftLine = { key: nextKey, name: '', unit: '', quantity: '', unit_price: '' };

export function isEmptyLine({ name, unit, quantity, unit_price }: DraftLine): boolean {
  return [name, unit, quantity, unit_price].every((text) => text.trim() === '');
}

interface Props {
  readonly lines: readonly DraftLine[];
  readonly onChange: (lines: readonly DraftLine[]) => void;
}

/** What an estimate consists of, while it is written. */
export function ItemLines({ lines, onChange }: Props) {
  const { words } = useLanguage();
  const change = (key: number, part: Partial<DraftLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  return (
    <Stack>
      {lines.map((line) => {
        const required = !isEmptyLine(line);
        const field = (name: keyof NewItem, label: string, inputMode: 'text' | 'decimal' = 'text') => (
          <TextInput
            label={label}
            inputMode={inputMode}
            required={required}
            value={line[name]}
            onChange={({ currentTarget }) => change(line.key, { [name]: currentTarget.value })}
          />
        );
        return (
          <Card key={line.key} withBorder padding="sm">
            {field('name', words.itemName)}
            <Group grow wrap="nowrap">
              {field('unit', words.unit)}
              {field('quantity', words.quantity, 'decimal')}
              {field('unit_price', words.price, 'decimal')}
            </Group>
            {lines.length > 1 && (
              <Button variant="subtle" mt="xs" onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}>
                {words.removeItem}
              </Button>
            )}
          </Card>
        );
      })}
      <Button variant="default" onClick={() => onChange([...lines, { ...EMPTY_LINE, key: ++nextKey }])}>
        {words.addItem}
      </Button>
    </Stack>
  );
}
