import { Card, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { ProjectWire } from '../../wire/project-wire.ts';
import { useLanguage } from '../shell/language.tsx';

interface Props {
  readonly projects: readonly ProjectWire[];
  /** The office opens them; a foreman reads. */
  readonly isOffice: boolean;
}

export function ProjectCards({ projects, isOffice }: Props) {
  return (
    <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {projects.map((project) => (
        <li key={project.id}>
          {isOffice ? (
            <Card
              component={Link}
              href={`/projects/${project.id}`}
              withBorder
              padding="md"
              c="var(--mantine-color-text)"
            >
              <ProjectLines project={project} />
            </Card>
          ) : (
            <Card withBorder padding="md">
              <ProjectLines project={project} />
            </Card>
          )}
        </li>
      ))}
    </Stack>
  );
}

function ProjectLines({ project: { name, address, foremen } }: { readonly project: ProjectWire }) {
  const { words } = useLanguage();
  return (
    <>
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Text>
      {address && <Text style={{ overflowWrap: 'anywhere' }}>{address}</Text>}
      <Text>{foremen.length > 0 ? foremen.map((foreman) => foreman.name).join(', ') : words.nobodyAssigned}</Text>
    </>
  );
}
