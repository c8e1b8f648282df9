import { Box, NativeSelect, Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormButtons } from '../shell/form-buttons.tsx';
import { FormFields } from '../shell/form-fields.tsx';
import { useLanguage } from '../shell/language.tsx';
import { RefusalAlert } from '../shell/refusal-alert.tsx';
import { useForm } from '../shell/use-form.ts';
import { bodyOf, type Draft, totalOf } from './draft.ts';
import { ItemLines } from './item-lines.tsx';
import { money } from './money.ts';

/** What there is a field for, by its path in what is sent. */
const FIELDS = /^(project_id|comment|items\.\d+\..+)$/;

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
  const { form, refused } = useForm({ body: bodyOf(draft), saving, onSave });
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });

  return (
    <form {...form} style={{ outline: 'none' }}>
      <FormFields isSaving={saving.isPending}>
        <NativeSelect
          label={words.project}
          error={refused('project_id')}
          value={draft.project_id}
          onChange={({ currentTarget }) => change({ project_id: Number(currentTarget.value) })}
          data={projects.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <ItemLines lines={draft.lines} refused={refused} onChange={(lines) => change({ lines })} />
        <Textarea
          label={words.comment}
          error={refused('comment')}
          size="md"
          autosize
          minRows={2}
          maxLength={4_000}
          value={draft.comment}
          onChange={({ currentTarget }) => change({ comment: currentTarget.value })}
        />
        {children}
        <RefusalAlert error={saving.error} atFields={FIELDS} />
        <Box pos="sticky" bottom={0} bg="var(--mantine-color-body)" py="xs" style={{ zIndex: 1 }}>
          <Text fw={700} size="lg" mb="xs" aria-live="polite" style={{ overflowWrap: 'anywhere' }}>
            {words.total}: {money(totalOf(draft), language)}
          </Text>
          <FormButtons isSaving={saving.isPending} onClose={onClose} />
        </Box>
      </FormFields>
    </form>
  );
}
