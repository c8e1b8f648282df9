import { Button, Container, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UserWire } from '../../wire/auth-wire.ts';
import { ConnectionLight } from './connection-light.tsx';
import { useLanguage } from './language.tsx';
import { LanguageButton } from './language-button.tsx';

interface Props {
  readonly user: UserWire;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/** What stands around every page. */
export function Frame({ user, onSignOut, children }: Props) {
  const { words } = useLanguage();
  return (
    <Container size="xl" px="md" py="sm">
      <Group component="header" justify="space-between" mb="md">
        <Title order={1} size="h3">
          {words.title}
        </Title>
        <ConnectionLight />
        <Group gap="xs">
          <Text>{user.name}</Text>
          <LanguageButton />
          <Button variant="default" onClick={onSignOut}>
            {words.signOut}
          </Button>
        </Group>
      </Group>
      <main>{children}</main>
    </Container>
  );
}
