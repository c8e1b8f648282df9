import { Button, Container, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UserWire } from '../../wire/auth-wire.ts';
import { NotifyButton } from '../estimates/notify-button.tsx';
import { ConnectionLight } from './connection-light.tsx';
import { useLanguage } from './language.tsx';
import { LanguageButton } from './language-button.tsx';
import { Sections } from './sections.tsx';

interface Props {
  readonly user: UserWire;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/** What stands around every page. */
export function Frame({ user, onSignOut, children }: Props) {
  const { words } = useLanguage();
  const isOffice = user.role !== 'foreman';
  return (
    <Container size="xl" px="md" py="sm">
      <Group component="header" justify="space-between" mb="md">
        <Title order={1} size="h3">
          Smeta Live
        </Title>
        <ConnectionLight />
        <Group gap="xs">
          <Text>{user.name}</Text>
          {isOffice && <NotifyButton />}
          <LanguageButton />
          <Button variant="default" onClick={onSignOut}>
            {words.signOut}
          </Button>
        </Group>
        <Sections isOffice={isOffice} />
      </Group>
      <main>{children}</main>
    </Container>
  );
}
