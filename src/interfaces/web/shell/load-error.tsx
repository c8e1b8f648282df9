import { Alert } from '@mantine/core';
import { isGone } from './caller.ts';
import { useLanguage } from './language.tsx';

/** Why there is nothing to show: it is gone, which `gone` says in words, or nobody answers. */
export function LoadError({ error, gone }: { readonly error: Error; readonly gone?: string }) {
  const { words } = useLanguage();
  return (
    <Alert role="alert" color="red" variant="outline" c="var(--mantine-color-text)">
      {gone && isGone(error) ? gone : words.unreachable}
    </Alert>
  );
}
