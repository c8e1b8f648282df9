import { Badge } from '@mantine/core';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { useLanguage } from '../shell/language.tsx';

/** The word says it; the colour of its frame helps an eye that looks for one. */
const COLOURS = { draft: 'gray', submitted: 'yellow', approved: 'green', rejected: 'red' } as const;

export function StatusBadge({ status }: { readonly status: EstimateWire['status_code'] }) {
  const { words } = useLanguage();
  return (
    <Badge
      size="lg"
      variant="outline"
      color={COLOURS[status]}
      miw="max-content"
      c="var(--mantine-color-text)"
      tt="none"
    >
      {words[status]}
    </Badge>
  );
}
