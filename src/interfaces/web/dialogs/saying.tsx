import { Box, Card, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '../shell/language.tsx';

interface Props {
  readonly isOurs: boolean;
  readonly text: string;
  /** ISO 8601; null while it is not stored. */
  readonly at: string | null;
  /** What there is to say about it. */
  readonly children?: ReactNode;
}

/** One message: ours at the right, the guest's at the left. */
export function Saying({ isOurs, text, at, children }: Props) {
  const { words, language } = useLanguage();
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <Card withBorder padding="xs" maw="85%" style={{ alignSelf: isOurs ? 'flex-end' : 'flex-start' }}>
      <Text size="sm" fw={600}>
        {isOurs ? words.operator : words.guest}
        {at && ` · ${time.format(new Date(at))}`}
      </Text>
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
      {children && <Box mt="xs">{children}</Box>}
    </Card>
  );
}
