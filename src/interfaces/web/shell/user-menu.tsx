import { Button, Menu, Text } from '@mantine/core';
import type { UserWire } from '../../wire/auth-wire.ts';
import { useNotifications } from '../estimates/use-notifications.ts';
import { useLanguage } from './language.tsx';

interface Props {
  readonly user: UserWire;
  readonly onSignOut: () => void;
}

/** What somebody seldom needs. */
export function UserMenu({ user, onSignOut }: Props) {
  const { language, words, switchOver } = useLanguage();
  const askForNotifications = useNotifications(user.role !== 'foreman');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" px="sm" miw={48} aria-label={`${words.menu}: ${user.name}`}>
          ☰
          <Text visibleFrom="sm" ml="xs" maw={240} truncate>
            {user.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown maw="calc(100vw - 2rem)">
        <Menu.Label c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>
          {user.name}
        </Menu.Label>
        {askForNotifications && <Menu.Item onClick={askForNotifications}>{words.notify}</Menu.Item>}
        <Menu.Item lang={language === 'ru' ? 'en' : 'ru'} onClick={switchOver}>
          {words.language}
        </Menu.Item>
        <Menu.Item onClick={onSignOut}>{words.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
