import { Badge } from '@mantine/core';
import type { LiveState } from '../live/live-event.ts';
import { useSSE } from '../live/react.tsx';
import { useLanguage } from './language.tsx';

/** A sign besides the colour: not everybody sees one. */
const SIGNS: Readonly<Record<LiveState, readonly [sign: string, colour: string]>> = {
  live: ['●', 'green'],
  'catching-up': ['◐', 'blue'],
  delayed: ['◔', 'yellow'],
  offline: ['○', 'red'],
  'signed-out': ['⊘', 'gray'],
};

/** How the stream is (seed 001). */
export function ConnectionLight() {
  const state = useSSE();
  const { words } = useLanguage();
  const [sign, color] = SIGNS[state];
  return (
    <Badge
      size="lg"
      color={color}
      variant="light"
      autoContrast
      role="status"
      data-state={state}
      c="var(--mantine-color-text)"
    >
      {sign} {words[state]}
    </Badge>
  );
}
