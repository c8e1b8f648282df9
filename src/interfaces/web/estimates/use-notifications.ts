import { useState } from 'react';
import { useLiveEvent } from '../live/react.tsx';
import { useLanguage } from '../shell/language.tsx';
import { isSubmission } from './submission.ts';

/**
 * Whoever works in another window is told of an estimate that waits for him, once he has allowed it here.
 * @returns a function that asks him, or null where there is nothing to ask.
 */
export function useNotifications(isOffice: boolean): (() => void) | null {
  const { words } = useLanguage();
  const [permission, setPermission] = useState(initial);
  useLiveEvent('estimate.updated', (event) => {
    if (!isOffice || permission !== 'granted' || !document.hidden || !isSubmission(event)) return;
    const { estimate_id, estimate_number, foreman_name, version } = event.data;
    const body = `${estimate_number} · ${foreman_name}`;
    new Notification(words.isSubmitted, { body, tag: `estimate:${estimate_id}:${version}` }); // one for all tabs
  });
  if (!isOffice || permission !== 'default') return null;
  return () => void Notification.requestPermission().then(setPermission);
}

/** Phones have the interface too, but a page can't use it there. */
function initial(): NotificationPermission {
  const isDesk = matchMedia('(hover: hover) and (pointer: fine)').matches;
  return isDesk && 'Notification' in globalThis ? Notification.permission : 'denied';
}
