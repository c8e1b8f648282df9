import { Box, Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useLocation } from 'wouter';
import type { Session } from '../live/session.ts';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
import { useFocus } from '../shell/use-focus.ts';
import { AnswerBox } from './answer-box.tsx';
import type { DialogsApi } from './dialogs-api.ts';
import { Saying } from './saying.tsx';
import { useConversation } from './use-conversation.ts';
import { useFromEnd } from './use-from-end.ts';

interface Props {
  readonly api: DialogsApi;
  readonly session: Session;
  readonly id: number;
}

/** What a guest and the office say to each other, newest at the bottom. */
export function Conversation({ api, session, id }: Props) {
  const { words } = useLanguage();
  const [, navigate] = useLocation();
  const opened = useFocus<HTMLElement>();
  const { messages, unsent, send, tryAgain, data, error, ...older } = useConversation(api, session, id);
  const log = useFromEnd<HTMLDivElement>(messages[0]?.id);
  return (
    <Card withBorder component="section" ref={opened} tabIndex={-1} aria-label={words.conversation}>
      <Stack>
        <Button variant="default" style={{ alignSelf: 'start' }} onClick={() => navigate('/dialogs')}>
          {words.back}
        </Button>
        {error && !data && <LoadError error={error} gone={words.dialogGone} />}
        {!data && !error && <Skeleton height={240} />}
        {older.hasNextPage && (
          <Button variant="default" loading={older.isFetchingNextPage} onClick={() => void older.fetchNextPage()}>
            {words.olderMessages}
          </Button>
        )}
        <Box
          {...log}
          role="log"
          aria-live="polite"
          aria-label={words.conversation}
          tabIndex={0} // or no keyboard could scroll it
          mah="40dvh" // the box for an answer is to be seen below
          style={{ overflowY: 'auto', overflowAnchor: 'none' }}
        >
          <Stack gap="xs">
            {data && messages.length === 0 && unsent.length === 0 && <Text>{words.nothingSaid}</Text>}
            {messages.map(({ id: key, sender, text, created_at }) => (
              <Saying key={key} isOurs={sender === 'operator'} text={text} at={created_at} />
            ))}
            {unsent.map((each) => (
              <Saying key={each.key} isOurs text={each.text} at={null}>
                <Group gap="sm">
                  <Text>{each.failed ? words.notSent : words.sending}</Text>
                  {each.failed && (
                    <Button variant="default" onClick={() => tryAgain(each)}>
                      {words.tryAgain}
                    </Button>
                  )}
                </Group>
              </Saying>
            ))}
          </Stack>
        </Box>
        {data && <AnswerBox userId={session.user?.id ?? 0} dialogId={id} onSend={send} />}
      </Stack>
    </Card>
  );
}
