import { Alert } from '@mantine/core';
import { Refusal } from '../api.ts';
import { useLanguage } from './language.tsx';

const STALE = 412;

/** What did not work, in words, and what to do about it. Nothing where all is well. */
export function RefusalAlert({ error }: { readonly error: Error | null }) {
  const { words } = useLanguage();
  if (!error) return null;
  const problem = error instanceof Refusal ? error.problem : null;
  const text = problem?.status === STALE ? words.changedMeanwhile : (problem?.detail ?? words.unreachable);
  return (
    <Alert role="alert" color="red" variant="outline" title={words.refused} c="var(--mantine-color-text)">
      {text}
    </Alert>
  );
}
