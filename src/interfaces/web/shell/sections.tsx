import { Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import type { UserWire } from '../../wire/auth-wire.ts';
import { useLanguage } from './language.tsx';
import type { Words } from './words.ts';

const FOREMAN = ['estimates', 'projects'] as const;
const MANAGER = [...FOREMAN, 'dialogs'] as const;
/** Each stands at its name. */
const SECTIONS: Readonly<Record<UserWire['role'], readonly (keyof Words)[]>> = {
  foreman: FOREMAN,
  manager: MANAGER,
  admin: [...MANAGER, 'people'],
};

/** Where one can go. */
export function Sections({ role }: Pick<UserWire, 'role'>) {
  const { words } = useLanguage();
  const [location] = useLocation();
  const here = SECTIONS[role].find((section) => location.startsWith(`/${section}`)) ?? 'estimates';
  useEffect(() => {
    document.title = `${words[here]} · Smeta Live`;
  }, [here, words]);
  return (
    <Group component="nav" aria-label={words.sections} gap="xs" w="100%">
      {SECTIONS[role].map((section) => (
        <Button
          key={section}
          component={Link}
          px={{ base: 'sm', sm: 'lg' }}
          href={`/${section}`}
          variant={section === here ? 'filled' : 'default'}
          aria-current={section === here ? 'page' : undefined}
        >
          {words[section]}
        </Button>
      ))}
    </Group>
  );
}
