import { Box, Button, Group, NativeSelect, Text, Textarea } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { FormFields } from '../shell/form-fields.tsx';
import { useLanguage } from '../shell/language.tsx';
import { RefusalAlert } from '../shell/refusal-alert.tsx';
import { useFocus } from '../shell/use-focus.ts';
import { type Draft, totalOf } from './draft.ts';
import { ItemLines } from './item-lines.tsx';
import { money } from './money.ts';

interface Props {
  readonly projects: readonly { readonly id: number; readonly name: string }[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly saving: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** What there is to say before the buttons. */
  readonly children?: ReactNode;
}

/** Somebody writes an estimate: the sum is there as he types. */
export function EstimateForm({ projects, draft, onChange, saving, onSave, onClose, children }: Props) {
  const { words, language } = useLanguage();
  const opened = useFocus<HTMLFormElement>();
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!saving.isPending) onSave();
  }

  return (
    <form ref={opened} tabIndex={-1} style={{ outline: 'none' }} onSubmit={onSubmit}>
      <FormFields isSaving={saving.isPending}>
        <NativeSelect
          label={words.project}
          value={draft.project_id}
          onChange={({ currentTarget }) => change({ project_id: Number(currentTarget.value) })}
          data={projects.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <ItemLines lines={draft.lines} onChange={(lines) => change({ lines })} />
        <Textarea
          label={words.comment}
          size="md"
          autosize
          minRows={2}
          maxLength={4_000}
          value={draft.comment}
          onChange={({ currentTarget }) => change({ comment: currentTarget.value })}
        />
        {children}
        <RefusalAlert error={saving.error} />
        <Box pos="sticky" bottom={0} bg="var(--mantine-color-body)" py="xs" style={{ zIndex: 1 }}>
          <Text fw={700} size="lg" mb="xs" aria-live="polite" style={{ overflowWrap: 'anywhere' }}>
            {words.total}: {money(totalOf(draft), language)}
          </Text>
          <Group grow>
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {words.save}
            </Button>
          </Group>
        </Box>
      </FormFields>
    </form>
  );
}
