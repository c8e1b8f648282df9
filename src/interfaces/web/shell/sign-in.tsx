import { Alert, Button, Container, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Session } from '../live/session.ts';
import { useLanguage } from './language.tsx';
import { LanguageButton } from './language-button.tsx';
import type { Words } from './words.ts';

/** The one form of whoever is signed out (contract §8). */
export function SignIn({ session }: { readonly session: Session }) {
  const { words } = useLanguage();
  const [trouble, setTrouble] = useState<keyof Words | null>(null);
  const [busy, setBusy] = useState(false);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const response = await session.signIn(String(form.get('email')), String(form.get('password'))).catch(() => null);
    setBusy(false);
    setTrouble(response?.ok ? null : troubleOf(response));
  }

  return (
    <Container size={420} py="xl">
      <Stack component="main">
        <Title order={1}>Smeta Live</Title>
        {session.wasEnded && !trouble && (
          <Alert role="status" variant="outline" c="var(--mantine-color-text)">
            {words.sessionEnded}
          </Alert>
        )}
        <form onSubmit={(event) => void onSubmit(event)}>
          <Stack>
            <TextInput label={words.email} name="email" type="email" autoComplete="username" required />
            <PasswordInput label={words.password} name="password" autoComplete="current-password" required />
            {trouble && (
              <Alert role="alert" color="red" variant="outline" c="var(--mantine-color-text)">
                {words[trouble]}
              </Alert>
            )}
            <Button type="submit" loading={busy}>
              {words.signIn}
            </Button>
          </Stack>
        </form>
        <LanguageButton />
      </Stack>
    </Container>
  );
}

function troubleOf(response: Response | null): keyof Words {
  if (response?.status === 401) return 'wrongPassword';
  return response?.status === 429 ? 'tooMany' : 'unreachable';
}
