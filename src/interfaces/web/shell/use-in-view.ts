import { type RefObject, useEffect, useRef } from 'react';

/** What has just been said is brought into view: in a long form on a phone it would be said somewhere else. */
export function useInView<Element extends HTMLElement>(said: unknown): RefObject<Element | null> {
  const ref = useRef<Element>(null);
  useEffect(() => {
    if (said) ref.current?.scrollIntoView({ block: 'center' });
  }, [said]);
  return ref;
}
