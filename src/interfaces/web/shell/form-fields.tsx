import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';

const BARE = { border: 0, margin: 0, padding: 0, minWidth: 0 } as const;

interface Props {
  readonly isSaving: boolean;
  readonly children: ReactNode;
}

/** What a form consists of. While it is saved nothing is typed that would not be saved. */
export function FormFields({ isSaving, children }: Props) {
  return (
    <fieldset disabled={isSaving} style={BARE}>
      <Stack>{children}</Stack>
    </fieldset>
  );
}
