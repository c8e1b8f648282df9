import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLiveEvent } from '../live/react.tsx';
import { useLanguage } from '../shell/language.tsx';
import { isSubmission } from './submission.ts';

/** Whoever works in another window is told of an estimate that waits for him, once he has allowed it here. */
export function NotifyButton() {
  const { words } = useLanguage();
  const [permission, setPermission] = useState(initial);
  useLiveEvent('estimate.updated', (event) => {
    if (permission !== 'granted' || !document.hidden || !isSubmission(event)) return;
    const { estimate_id, estimate_number, foreman_name, version } = event.data;
    const body = `${estimate_number} · ${foreman_name}`;
    new Notification(words.isSubmitted, { body, tag: `estimate:${estimate_id}:${version}` }); // one for all tabs
  });
  if (permission !== 'default') return null;
  return (
    <Button variant="default" onClick={async () => setPermission(await Notification.requestPermission())}>
      {words.notify}
    </Button>
  );
}

/** Phones have the interface too, but a page can't use it there. */
function initial(): NotificationPermission {
  const isDesk = matchMedia('(hover: hover) and (pointer: fine)').matches;
  return isDesk && 'Notification' in globalThis ? Notification.permission : 'denied';
}
