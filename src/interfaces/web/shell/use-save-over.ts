import { useState } from 'react';
import { isStale } from './caller.ts';
import { useAction } from './use-action.ts';

interface Saving<Thing> {
  /** Saves what was written, in place of the version that was seen. */
  readonly save: (over: Thing) => Promise<Thing>;
  /** What it is now. */
  readonly present: () => Promise<Thing>;
  readonly onSuccess: () => void;
  /** As that of `useAction`. */
  readonly onDone: () => void;
}

/** Saves over what somebody else may have changed meanwhile (412): then `theirs` is what it is now, and which is to stay is asked. */
export function useSaveOver<Thing>({ save, present, ...then }: Saving<Thing>) {
  const [theirs, setTheirs] = useState<Thing | null>(null);
  const { mutate, reset, isPending, error } = useAction({
    mutationFn: async (over: Thing) => {
      try {
        return await save(over);
      } catch (refusal) {
        if (isStale(refusal)) setTheirs(await present());
        throw refusal;
      }
    },
    ...then,
  });
  const isAsked = theirs !== null && isStale(error); // instead of being told of an error
  return {
    theirs,
    saveOver: mutate,
    saving: { isPending, error: isAsked ? null : error },
    /** It was chosen. */
    takeTheirs() {
      setTheirs(null);
      reset();
    },
  };
}
