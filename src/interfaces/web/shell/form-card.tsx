import { Card, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormButtons } from './form-buttons.tsx';
import { FormFields } from './form-fields.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import type { useForm } from './use-form.ts';

interface Props {
  readonly title: string;
  readonly form: ReturnType<typeof useForm>['form'];
  readonly saving: { readonly isPending: boolean; readonly error: Error | null };
  /** What there is a field for, by its path in what is sent. */
  readonly atFields: RegExp;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form beside the list to which it belongs. */
export function FormCard({ title, form, saving, atFields, onClose, children }: Props) {
  return (
    <Card withBorder component="form" aria-label={title} {...form}>
      <FormFields isSaving={saving.isPending}>
        <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {children}
        <RefusalAlert error={saving.error} atFields={atFields} />
        <FormButtons isSaving={saving.isPending} onClose={onClose} />
      </FormFields>
    </Card>
  );
}
