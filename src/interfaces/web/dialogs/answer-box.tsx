import { Button, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useLanguage } from '../shell/language.tsx';

/** Enter sends; with Shift it begins a new line. */
export function AnswerBox({ onSend }: { readonly onSend: (text: string) => void }) {
  const { words } = useLanguage();
  const [text, setText] = useState('');

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
