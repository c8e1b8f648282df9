import { useLayoutEffect, useRef } from 'react';

/** Whoever is so near to the end wants to see what comes. In CSS pixels. */
const NEAR_PX = 48;

/**
 * For a box that is read from its end: it opens there and stays there while more comes, but whoever has gone up to read
 * is not disturbed, neither by that nor by what is put before. The browser's own scroll anchoring is to be off.
 *
 * @param first tells what the box begins with.
 */
export function useFromEnd<Element extends HTMLElement>(first: unknown) {
  const ref = useRef<Element>(null);
  const fromEnd = useRef(0);
  const began = useRef(first);

  useLayoutEffect(() => {
    const isNear = fromEnd.current < NEAR_PX;
    if (ref.current && (isNear || first !== began.current)) {
      const { scrollHeight, clientHeight } = ref.current;
      ref.current.scrollTop = scrollHeight - clientHeight - (isNear ? 0 : fromEnd.current);
    }
    began.current = first;
  });

  function onScroll() {
    if (!ref.current) return;
    const { scrollHeight, clientHeight, scrollTop } = ref.current;
    fromEnd.current = scrollHeight - clientHeight - scrollTop;
  }
  return { ref, onScroll };
}
