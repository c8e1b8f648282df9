import { List } from '@mantine/core';
import type { ProjectWire } from '../../wire/project-wire.ts';
import type { ForemanWire } from '../../wire/user-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { TwoVersions } from '../shell/two-versions.tsx';
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

/** Two people have changed one project: what differs. */
export function ProjectVersions({ api, assigned, mine, theirs, onMine, onTheirs }: Props) {
  const { words } = useLanguage();
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
  const version = (lines: readonly string[], choice: string, onChoose: () => void) => ({
    content: (
      <List listStyleType="none" style={{ overflowWrap: 'anywhere' }}>
        {differing(lines).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    ),
    choice,
    onChoose,
  });
  return (
    <TwoVersions
      title={words.projectChangedMeanwhile}
      present={theirs}
      mine={version(ours, words.projectKeepMine, onMine)}
      theirs={version(others, words.projectTakeTheirs, onTheirs)}
    />
  );
}
