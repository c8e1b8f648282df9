import { useEffect, useLayoutEffect, useRef } from 'react';

/** As in beside.css. */
const WIDE = '(min-width: 75em)';

/** What opens in the place of a list is seen from its top; whoever closes it is where he was, with eyes and keyboard. */
export function usePlace(isOpen: boolean): void {
  const scrollY = useRef(0);
  const opener = useRef<Element | null>(null);

  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement; // what is hidden loses the focus
    if (!window.matchMedia(WIDE).matches) window.scrollTo(0, isOpen ? 0 : scrollY.current);
    if (isOpen) return;
    const note = () => {
      scrollY.current = window.scrollY;
    };
    document.addEventListener('click', note, true); // also of a key; later the list is hidden, and the page short
    return () => document.removeEventListener('click', note, true);
  }, [isOpen]);

  useEffect(() => {
    if (isOpen || document.activeElement !== document.body) return; // somebody is elsewhere
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  }, [isOpen]);
}
