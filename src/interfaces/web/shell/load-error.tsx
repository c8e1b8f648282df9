import { Alert, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { isGone, Refusal } from './caller.ts';
import { useLanguage } from './language.tsx';
import { wordsOf } from './refusal-words.ts';

/** Why there is nothing to show: it is gone, which `gone` says in words, or the server did not give it, which may be over. */
export function LoadError({ error, gone }: { readonly error: Error; readonly gone?: string }) {
  const { words, language } = useLanguage();
  const queries = useQueryClient();
  const again = () =>
    void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  const isOver = gone !== undefined && isGone(error);
  const text = error instanceof Refusal ? wordsOf(error.problem, language) : words.unreachable;
  return (
    <Alert role="alert" color="red" variant="outline" c="var(--mantine-color-text)">
      {isOver ? gone : text}
      {!isOver && (
        <Button display="block" mt="sm" variant="default" onClick={again}>
          {words.tryAgain}
        </Button>
      )}
    </Alert>
  );
}
