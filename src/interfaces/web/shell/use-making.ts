import { useState } from 'react';
import { type Maker, makeOnce, noTries, withTry } from './make-once.ts';
import { useAction } from './use-action.ts';

interface Making<Body, Thing> {
  /** What would be sent now. */
  readonly body: Body;
  readonly maker: Maker<Body, Thing>;
  readonly onSuccess: () => void;
  /** As that of `useAction`. */
  readonly onDone: () => void;
}

/** Makes something new of what is written in a form, once. */
export function useMaking<Body, Thing>({ body, maker, ...then }: Making<Body, Thing>) {
  const [tries, setTries] = useState(noTries<Body>);
  return useAction({
    mutationFn: () => {
      setTries(withTry(tries, body));
      return makeOnce(tries, body, maker);
    },
    ...then,
  });
}
