import { Text } from '@mantine/core';
import type { ProjectWire } from '../../wire/project-wire.ts';
import { CardList } from '../shell/card-list.tsx';
import { useLanguage } from '../shell/language.tsx';

interface Props {
  readonly projects: readonly ProjectWire[];
  /** The office opens them; a foreman reads. */
  readonly isOffice: boolean;
}

export function ProjectCards({ projects, isOffice }: Props) {
  const { words } = useLanguage();
  return (
    <CardList things={projects} path={isOffice ? '/projects' : null}>
      {({ name, address, foremen }) => (
        <>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          {address && <Text style={{ overflowWrap: 'anywhere' }}>{address}</Text>}
          <Text style={{ overflowWrap: 'anywhere' }}>
            {foremen.length > 0 ? foremen.map((foreman) => foreman.name).join(', ') : words.nobodyAssigned}
          </Text>
        </>
      )}
    </CardList>
  );
}
