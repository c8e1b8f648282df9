import { Checkbox, Skeleton, Text } from '@mantine/core';
import type { ForemanWire } from '../../wire/user-wire.ts';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
import type { ProjectsApi } from './projects-api.ts';
import { useAssignable } from './use-assignable.ts';

interface Props {
  readonly api: ProjectsApi;
  readonly assigned: readonly ForemanWire[];
  readonly chosen: readonly number[];
  /** Why the server did not take it. */
  readonly refused: string | undefined;
  readonly onChange: (chosen: readonly number[]) => void;
}

/** Who works on a project. */
export function ForemanChoice({ api, assigned, chosen, refused, onChange }: Props) {
  const { words } = useLanguage();
  const { foremen, error } = useAssignable(api, assigned);
  return (
    <Checkbox.Group
      label={words.projectForemen}
      error={refused}
      size="md"
      value={chosen.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
    >
      {error && !foremen && <LoadError error={error} />}
      {!foremen && !error && <Skeleton height={96} />}
      {foremen?.length === 0 && <Text>{words.noForemenYet}</Text>}
      {foremen?.map(({ id, name }) => (
        <Checkbox key={id} value={String(id)} label={name} />
      ))}
    </Checkbox.Group>
  );
}
