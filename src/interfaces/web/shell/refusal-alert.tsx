import { Alert, List } from '@mantine/core';
import { isStale, Refusal } from './caller.ts';
import { useLanguage } from './language.tsx';
import { REFUSAL_WORDS } from './refusal-words.ts';
import { useInView } from './use-in-view.ts';

/** What did not work, in words, and what to do about it. Nothing where all is well. */
export function RefusalAlert({ error }: { readonly error: Error | null }) {
  const { words, language } = useLanguage();
  const shown = useInView<HTMLDivElement>(error);
  if (!error) return null;
  const problem = error instanceof Refusal ? error.problem : null;
  const known: Readonly<Record<string, string>> = REFUSAL_WORDS[language];
  const text = problem ? (known[problem.code] ?? problem.detail) : words.unreachable;
  return (
    <Alert ref={shown} role="alert" color="red" variant="outline" title={words.refused} c="var(--mantine-color-text)">
      {isStale(error) ? words.changedMeanwhile : text}
      {problem?.errors && (
        <List>
          {problem.errors.map(({ path, message }) => (
            <List.Item key={path}>
              {path}: {message}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
