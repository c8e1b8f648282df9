import { Alert, List } from '@mantine/core';
import { isStale, Refusal } from './caller.ts';
import { rowWords } from './field-words.ts';
import { useLanguage } from './language.tsx';
import { wordsOf } from './refusal-words.ts';
import { useInView } from './use-in-view.ts';

interface Props {
  readonly error: Error | null;
  /** The paths of fields at which it is said what they take. */
  readonly atFields?: RegExp;
}

/** What did not work, in words, and what to do about it. Nothing where all is well. */
export function RefusalAlert({ error, atFields }: Props) {
  const { words, language } = useLanguage();
  const shown = useInView<HTMLDivElement>(error);
  if (!error) return null;
  const problem = error instanceof Refusal ? error.problem : null;
  const text = problem ? wordsOf(problem, language) : words.unreachable;
  const rows = problem?.errors?.filter(({ path }) => !atFields?.test(path)) ?? [];
  return (
    <Alert ref={shown} role="alert" color="red" variant="outline" title={words.refused} c="var(--mantine-color-text)">
      {isStale(error) ? words.changedMeanwhile : text}
      {rows.length > 0 && (
        <List>
          {rows.map((row) => (
            <List.Item key={row.path}>{rowWords(row, language)}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
