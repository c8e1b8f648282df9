import { Button, Card, Group, Text, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { useLanguage } from '../shell/language.tsx';
import type { RefusedFields } from '../shell/refused-fields.ts';
import { type DraftLine, isEmptyLine } from './draft.ts';
import { lineTotal, money } from './money.ts';

/** As the server takes them (contract §1); a comma is as good as a point. */
const QUANTITY = { inputMode: 'decimal', pattern: String.raw`\s*\d{1,9}([.,]\d{1,3})?\s*` } as const;
const PRICE = { inputMode: 'decimal', pattern: String.raw`\s*\d{1,12}([.,]\d{1,2})?\s*` } as const;
const WORDS_ONLY = { pattern: String.raw`.*\S.*` } as const;
type Form = { inputMode?: 'decimal'; pattern?: string; title?: string; autoFocus?: boolean };

interface Props {
  readonly label: string;
  readonly line: DraftLine;
  /** By their names. */
  readonly refused: RefusedFields;
  /** Somebody has just asked for it, to write there. */
  readonly isAdded: boolean;
  readonly ref: Ref<HTMLDivElement>;
  readonly onChange: (line: DraftLine) => void;
  readonly onRemove: (() => void) | null;
}

export function ItemLine({ label, line, refused, isAdded, ref, onChange, onRemove }: Props) {
  const { words, language } = useLanguage();
  const total = lineTotal(line.quantity, line.unit_price);
  const field = (name: keyof Omit<DraftLine, 'key'>, text: string, form: Form) => (
    <TextInput
      {...form}
      label={text}
      error={refused(name)}
      required={!isEmptyLine(line)}
      withAsterisk={false}
      maxLength={200}
      value={line[name]}
      onChange={({ currentTarget }) => onChange({ ...line, [name]: currentTarget.value })}
    />
  );
  return (
    <Card withBorder padding="sm" role="group" aria-label={label} ref={ref} tabIndex={-1}>
      {field('name', words.itemName, { ...WORDS_ONLY, title: words.notBlank, autoFocus: isAdded })}
      <Group grow wrap="nowrap" align="start" gap="xs" mt="xs">
        {field('unit', words.unit, { ...WORDS_ONLY, title: words.notBlank })}
        {field('quantity', words.quantity, { ...QUANTITY, title: words.quantityForm })}
        {field('unit_price', words.price, { ...PRICE, title: words.priceForm })}
      </Group>
      <Group justify="space-between" mih={48}>
        <Text fw={600}>{total && money(total, language)}</Text>
        {onRemove && (
          <Button variant="subtle" onClick={onRemove}>
            {words.removeItem}
          </Button>
        )}
      </Group>
    </Card>
  );
}
