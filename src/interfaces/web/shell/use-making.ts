import { type Maker, makeOnce, type Tries, withTry } from './make-once.ts';
import { useAction } from './use-action.ts';

interface Making<Body, Thing> {
  readonly tries: Tries<Body>;
  /** To keep what is tried. */
  readonly onTry: (tries: Tries<Body>) => void;
  /** What would be sent now. */
  readonly body: Body;
  readonly maker: Maker<Body, Thing>;
  readonly onSuccess: () => void;
  /** As that of `useAction`. */
  readonly onDone: () => void;
}

/** Makes something new of what is written in a form, once. */
export function useMaking<Body, Thing>({ tries, onTry, body, maker, ...then }: Making<Body, Thing>) {
  return useAction({
    mutationFn: () => {
      onTry(withTry(tries, body));
      return makeOnce(tries, body, maker);
    },
    ...then,
  });
}
