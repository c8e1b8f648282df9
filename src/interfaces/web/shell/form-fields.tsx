import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';

const FIELDS = {
  border: 0,
  margin: 0,
  padding: 0,
  minWidth: 0,
  /** Mantine's own stands out from its ground 3 : 1; this 7 : 1 and more, as all that is read. */
  '--mantine-color-error': 'light-dark(#8f1414, var(--mantine-color-red-3))',
} as const;

interface Props {
  readonly isSaving: boolean;
  readonly children: ReactNode;
}

/** What a form consists of. While it is saved nothing is typed that would not be saved. */
export function FormFields({ isSaving, children }: Props) {
  return (
    <fieldset disabled={isSaving} style={FIELDS}>
      <Stack>{children}</Stack>
    </fieldset>
  );
}
