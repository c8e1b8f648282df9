import { Textarea } from '@mantine/core';
import { useLanguage } from '../shell/language.tsx';
import { useFocus } from '../shell/use-focus.ts';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Why an estimate is rejected: its foreman is told. */
export function ReasonField({ value, onChange }: Props) {
  const { words } = useLanguage();
  const opened = useFocus<HTMLTextAreaElement>();
  return (
    <Textarea
      ref={opened}
      label={words.reason}
      size="md"
      required
      maxLength={4_000}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
