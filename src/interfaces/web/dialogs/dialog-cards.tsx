import { Card, Group, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { DialogWire } from '../../wire/dialog-wire.ts';
import { useLanguage } from '../shell/language.tsx';

interface Props {
  readonly dialogs: readonly DialogWire[];
  readonly openId: number | null;
}

export function DialogCards({ dialogs, openId }: Props) {
  const { words, language } = useLanguage();
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {dialogs.map(({ id, assistant_name, created_at, last_message }) => (
        <li key={id}>
          <Card
            component={Link}
            href={`/dialogs/${id}`}
            withBorder
            padding="md"
            c="var(--mantine-color-text)"
            aria-current={id === openId ? 'page' : undefined}
          >
            <Group justify="space-between">
              <Text fw={600}>{assistant_name}</Text>
              <Text size="sm">{time.format(new Date(last_message?.created_at ?? created_at))}</Text>
            </Group>
            <Text lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
              {last_message
                ? `${last_message.sender === 'user' ? words.guest : words.operator}: ${last_message.text}`
                : words.nothingSaid}
            </Text>
          </Card>
        </li>
      ))}
    </Stack>
  );
}
