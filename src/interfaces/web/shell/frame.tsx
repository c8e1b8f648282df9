import { Container, Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UserWire } from '../../wire/auth-wire.ts';
import { ConnectionLight } from './connection-light.tsx';
import { Sections } from './sections.tsx';
import { UserMenu } from './user-menu.tsx';

interface Props {
  readonly user: UserWire;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/** What stands around every page. */
export function Frame({ user, onSignOut, children }: Props) {
  return (
    <Container size="xl" px="md" py="sm">
      <Group component="header" mb="md" gap="xs">
        <Title order={1} size="h3" flex={1} style={{ whiteSpace: 'nowrap' }}>
          Smeta Live
        </Title>
        <ConnectionLight />
        <UserMenu user={user} onSignOut={onSignOut} />
        <Sections role={user.role} />
      </Group>
      <main tabIndex={-1} style={{ outline: 'none' }}>
        {children}
      </main>
    </Container>
  );
}
