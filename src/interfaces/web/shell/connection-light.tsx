import { Badge, Tooltip } from '@mantine/core';
import type { LiveState } from '../live/live-event.ts';
import { useDelay, useSSE } from '../live/react.tsx';
import { useLanguage } from './language.tsx';

/** A sign besides the colour: not everybody sees one. */
const SIGNS: Readonly<Record<LiveState, readonly [sign: string, colour: string]>> = {
  live: ['●', 'green'],
  'catching-up': ['◐', 'blue'],
  delayed: ['◔', 'yellow'],
  offline: ['○', 'red'],
  'signed-out': ['⊘', 'gray'],
};

/** How the stream is, and how long the last change took (seed 001). */
export function ConnectionLight() {
  const state = useSSE();
  const seconds = useDelay();
  const { words, language } = useLanguage();
  const [sign, color] = SIGNS[state];
  const duration = new Intl.NumberFormat(language, { style: 'unit', unit: 'second' });
  const delay =
    seconds === null
      ? words.noDelayYet
      : `${words.liveDelay} ${seconds < 1 ? '< ' : ''}${duration.format(seconds || 1)}`;
  return (
    <Tooltip label={delay} events={{ hover: true, focus: true, touch: true }}>
      <Badge
        size="lg"
        tt="none"
        color={color}
        variant="outline"
        role="status"
        data-state={state}
        tabIndex={0}
        c="var(--mantine-color-text)"
      >
        {sign} {words[state]}
      </Badge>
    </Tooltip>
  );
}
