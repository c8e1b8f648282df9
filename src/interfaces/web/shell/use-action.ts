import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

interface Action<Answer, Asked, Context> extends UseMutationOptions<Answer, Error, Asked, Context> {
  /** After success, but only while whoever asked is still here: he may have gone elsewhere meanwhile. */
  readonly onDone?: () => void;
}

/** A mutation, one at a time: whoever clicks twice asks once. */
export function useAction<Answer, Asked = void, Context = unknown>({
  onDone,
  ...options
}: Action<Answer, Asked, Context>) {
  const running = useRef(false);
  const mutation = useMutation<Answer, Error, Asked, Context>(options);

  function start(asked: Asked): void {
    if (running.current) return;
    running.current = true;
    mutation.mutate(asked, {
      onSuccess: () => onDone?.(),
      onSettled: () => {
        running.current = false;
      },
    });
  }
  return { ...mutation, mutate: start };
}
