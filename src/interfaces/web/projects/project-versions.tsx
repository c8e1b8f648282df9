import { Alert, Button, List, SimpleGrid, Stack, Title } from '@mantine/core';
import type { ProjectWire } from '../../wire/project-wire.ts';
import type { ForemanWire } from '../../wire/user-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { useInView } from '../shell/use-in-view.ts';
import { bodyOf, type ProjectBody, type ProjectsApi } from './projects-api.ts';
import { useAssignable } from './use-assignable.ts';

interface Props {
  readonly api: ProjectsApi;
  /** In either version. */
  readonly assigned: readonly ForemanWire[];
  readonly mine: ProjectBody;
  readonly theirs: ProjectWire;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Two people have changed one project: whoever saves last sees what differs, and says which is to stay. */
export function ProjectVersions({ api, assigned, mine, theirs, onMine, onTheirs }: Props) {
  const { words } = useLanguage();
  const shown = useInView<HTMLDivElement>(theirs);
  const { foremen = [] } = useAssignable(api, assigned);
  const linesOf = ({ name, address, foreman_ids }: ProjectBody) => [
    `${words.projectName}: ${name}`,
    `${words.projectAddress}: ${address || '—'}`,
    `${words.projectForemen}: ${
      foremen
        .filter(({ id }) => foreman_ids.includes(id))
        .map((foreman) => foreman.name)
        .join(', ') || words.nobodyAssigned
    }`,
  ];
  const [ours, others] = [linesOf(mine), linesOf(bodyOf(theirs))];
  const differing = (lines: readonly string[]) => lines.filter((_, place) => ours[place] !== others[place]);
  return (
    <Alert
      ref={shown}
      role="alert"
      color="red"
      variant="outline"
      title={words.projectChangedMeanwhile}
      c="var(--mantine-color-text)"
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Version title={words.mine} lines={differing(ours)} choice={words.projectKeepMine} onChoose={onMine} />
        <Version title={words.theirs} lines={differing(others)} choice={words.projectTakeTheirs} onChoose={onTheirs} />
      </SimpleGrid>
    </Alert>
  );
}

interface VersionProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly choice: string;
  readonly onChoose: () => void;
}

function Version({ title, lines, choice, onChoose }: VersionProps) {
  return (
    <Stack component="section" aria-label={title} justify="space-between">
      <Title order={3} size="h5">
        {title}
      </Title>
      <List listStyleType="none" style={{ overflowWrap: 'anywhere' }}>
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      <Button variant="default" onClick={onChoose}>
        {choice}
      </Button>
    </Stack>
  );
}
