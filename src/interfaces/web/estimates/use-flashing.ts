import { useEffect, useRef, useState } from 'react';
import { useLiveEvent } from '../live/react.tsx';

/** As long as the animation of `flash.css`. */
const FLASH_MS = 2_000;

/** The estimates that have just come or changed, so that an eye on the table finds them. */
export function useFlashing(): ReadonlySet<number> {
  const [flashing, setFlashing] = useState<ReadonlySet<number>>(new Set());
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  useEffect(() => () => timers.current.forEach(clearTimeout), []);
  useLiveEvent('*', (event) => {
    if (event.event !== 'estimate.created' && event.event !== 'estimate.updated') return;
    const id = event.data.estimate_id;
    setFlashing((before) => new Set(before).add(id));
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      setFlashing((before) => new Set([...before].filter((other) => other !== id)));
    }, FLASH_MS);
    timers.current.add(timer);
  });
  return flashing;
}
