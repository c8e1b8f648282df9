import { Group, Text } from '@mantine/core';
import type { DialogWire } from '../../wire/dialog-wire.ts';
import { CardList } from '../shell/card-list.tsx';
import { useLanguage } from '../shell/language.tsx';

interface Props {
  readonly dialogs: readonly DialogWire[];
  readonly openId: number | null;
}

export function DialogCards({ dialogs, openId }: Props) {
  const { words, language } = useLanguage();
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <CardList things={dialogs} path="/dialogs" openId={openId}>
      {({ assistant_name, created_at, last_message }) => (
        <>
          <Group justify="space-between">
            <Text fw={600}>{assistant_name}</Text>
            <Text size="sm">{time.format(new Date(last_message?.created_at ?? created_at))}</Text>
          </Group>
          <Text lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
            {last_message
              ? `${last_message.sender === 'user' ? words.guest : words.operator}: ${last_message.text}`
              : words.nothingSaid}
          </Text>
        </>
      )}
    </CardList>
  );
}
