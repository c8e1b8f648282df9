import { type RefObject, useEffect, useRef } from 'react';

/**
 * What opens takes the focus, so that a keyboard and a screen reader go on there; when it closes, the focus is where it
 * was, or at the beginning of the page where that is gone. The element needs `tabIndex={-1}`.
 */
export function useFocus<Element extends HTMLElement>(): RefObject<Element | null> {
  const ref = useRef<Element>(null);
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.focus({ preventScroll: true });
    return () => {
      if (document.activeElement !== document.body) return; // somebody has gone elsewhere
      if (before instanceof HTMLElement) before.focus();
      if (document.activeElement !== before) document.querySelector('main')?.focus();
    };
  }, []);
  return ref;
}
