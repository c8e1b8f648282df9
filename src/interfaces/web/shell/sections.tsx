import { Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { useLanguage } from './language.tsx';

/** Where one can go. */
export function Sections({ isOffice }: { readonly isOffice: boolean }) {
  const { words } = useLanguage();
  const [location] = useLocation();
  const here = location.startsWith('/projects')
    ? words.projects
    : location.startsWith('/dialogs')
      ? words.dialogs
      : words.estimates;
  useEffect(() => {
    document.title = `${here} · Smeta Live`;
  }, [here]);
  const section = (path: string, name: string) => {
    const isHere = location.startsWith(path);
    return (
      <Button
        component={Link}
        px={{ base: 'sm', sm: 'lg' }}
        href={path}
        variant={isHere ? 'filled' : 'default'}
        aria-current={isHere ? 'page' : undefined}
      >
        {name}
      </Button>
    );
  };
  return (
    <Group component="nav" aria-label={words.sections} gap="xs" w="100%">
      {section('/estimates', words.estimates)}
      {section('/projects', words.projects)}
      {isOffice && section('/dialogs', words.dialogs)}
    </Group>
  );
}
