import { Button, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../shell/language.tsx';
import type { RefusedFields } from '../shell/refused-fields.ts';
import { type DraftLine, emptyLine, isEmptyLine } from './draft.ts';
import { ItemLine } from './item-line.tsx';

interface Props {
  readonly lines: readonly DraftLine[];
  /** By their path in what is sent. */
  readonly refused: RefusedFields;
  readonly onChange: (lines: readonly DraftLine[]) => void;
}

/** What an estimate consists of, while it is written. */
export function ItemLines({ lines, refused, onChange }: Props) {
  const { words } = useLanguage();
  const [added, setAdded] = useState<string | null>(null);
  const shown = useRef(new Map<string, HTMLElement>());
  const beside = useRef<string | null>(null);
  const sent = lines.filter((line) => !isEmptyLine(line));
  const placeInSent = new Map(sent.map(({ key }, place) => [key, place] as const));

  useEffect(() => {
    if (beside.current !== null) shown.current.get(beside.current)?.focus();
    beside.current = null;
  });

  function add() {
    const line = emptyLine();
    setAdded(line.key);
    onChange([...lines, line]);
  }

  /** Whoever has no mouse goes on beside what is no longer there, and hears which line that is now. */
  function remove(place: number) {
    beside.current = (lines[place + 1] ?? lines[place - 1])?.key ?? null;
    onChange(lines.filter((_, other) => other !== place));
  }

  return (
    <Stack>
      {lines.map((line, place) => (
        <ItemLine
          key={line.key}
          label={`${words.item} ${place + 1}`}
          line={line}
          refused={(name) => refused(`items.${placeInSent.get(line.key)}.${name}`)}
          isAdded={line.key === added}
          ref={(card) => {
            if (card) shown.current.set(line.key, card);
            return () => void shown.current.delete(line.key);
          }}
          onChange={(changed) => onChange(lines.map((each) => (each.key === line.key ? changed : each)))}
          onRemove={lines.length > 1 ? () => remove(place) : null}
        />
      ))}
      <Button variant="default" onClick={add}>
        {words.addItem}
      </Button>
    </Stack>
  );
}
