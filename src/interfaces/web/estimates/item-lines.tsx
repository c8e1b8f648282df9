import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { useLanguage } from '../shell/language.tsx';
import { type DraftLine, emptyLine, isEmptyLine } from './draft.ts';
import { lineTotal, money } from './money.ts';

interface Props {
  readonly lines: readonly DraftLine[];
  readonly onChange: (lines: readonly DraftLine[]) => void;
}

/** What an estimate consists of, while it is written. */
export function ItemLines({ lines, onChange }: Props) {
  const { words } = useLanguage();
  return (
    <Stack>
      {lines.map((line, place) => (
        <Line
          key={line.key}
          label={`${words.item} ${place + 1}`}
          line={line}
          onChange={(changed) => onChange(lines.map((each) => (each.key === line.key ? changed : each)))}
          onRemove={lines.length > 1 ? () => onChange(lines.filter(({ key }) => key !== line.key)) : null}
        />
      ))}
      <Button variant="default" onClick={() => onChange([...lines, emptyLine()])}>
        {words.addItem}
      </Button>
    </Stack>
  );
}

/** As the server takes them (contract §1); a comma is as good as a point. */
const QUANTITY = { inputMode: 'decimal', pattern: String.raw`\s*\d{1,9}([.,]\d{1,3})?\s*` } as const;
const PRICE = { inputMode: 'decimal', pattern: String.raw`\s*\d{1,12}([.,]\d{1,2})?\s*` } as const;
const WORDS_ONLY = { pattern: String.raw`.*\S.*` } as const;
type Form = { inputMode?: 'decimal'; pattern?: string; title?: string };

interface LineProps {
  readonly label: string;
  readonly line: DraftLine;
  readonly onChange: (line: DraftLine) => void;
  readonly onRemove: (() => void) | null;
}

function Line({ label, line, onChange, onRemove }: LineProps) {
  const { words, language } = useLanguage();
  const total = lineTotal(line.quantity, line.unit_price);
  const field = (name: keyof Omit<DraftLine, 'key'>, text: string, form: Form) => (
    <TextInput
      {...form}
      label={text}
      required={!isEmptyLine(line)}
      withAsterisk={false}
      maxLength={200}
      value={line[name]}
      onChange={({ currentTarget }) => onChange({ ...line, [name]: currentTarget.value })}
    />
  );
  return (
    <Card withBorder padding="sm" role="group" aria-label={label}>
      {field('name', words.itemName, { ...WORDS_ONLY, title: words.notBlank })}
      <Group grow wrap="nowrap" align="end" gap="xs" mt="xs">
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
