import { Button, Stack, Textarea } from '@mantine/core';
import type { FormEvent, KeyboardEvent } from 'react';
import { useLanguage } from '../shell/language.tsx';
import { useKept } from '../shell/use-kept.ts';

interface Props {
  readonly userId: number;
  readonly dialogId: number;
  readonly onSend: (text: string) => void;
}

/** Enter sends; with Shift it begins a new line. */
export function AnswerBox({ userId, dialogId, onSend }: Props) {
  const { words } = useLanguage();
  const { value: text, keep: setText } = useKept(userId, `answer-${dialogId}`, () => '');

  function send() {
    if (text.trim() === '') return;
    onSend(text);
    setText('');
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    send();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <Textarea
          label={words.answer}
          size="md"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4_000}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button type="submit">{words.send}</Button>
      </Stack>
    </form>
  );
}
