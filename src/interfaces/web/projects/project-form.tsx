import { Button, Card, Checkbox, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useLanguage } from '../shell/language.tsx';
import { RefusalAlert } from '../shell/refusal-alert.tsx';
import { useFocus } from '../shell/use-focus.ts';
import type { ProjectBody, ProjectsApi } from './projects-api.ts';

interface Props {
  readonly api: ProjectsApi;
  readonly title: string;
  readonly draft: ProjectBody;
  readonly onChange: (draft: ProjectBody) => void;
  readonly saving: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** In place of an error. */
  readonly children?: ReactNode;
}

/** What a project is called, where it is, and who works there. */
export function ProjectForm({ api, title, draft, onChange, saving, onSave, onClose, children }: Props) {
  const { words } = useLanguage();
  const opened = useFocus<HTMLFormElement>();
  const { data: foremen } = useQuery({ queryKey: ['foremen'], queryFn: () => api.foremen() });

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!saving.isPending) onSave();
  }

  const text = (name: 'name' | 'address', label: string, maxLength: number, required = false) => (
    <TextInput
      label={label}
      required={required}
      maxLength={maxLength}
      value={draft[name]}
      onChange={({ currentTarget }) => onChange({ ...draft, [name]: currentTarget.value })}
    />
  );
  return (
    <Card withBorder component="form" ref={opened} tabIndex={-1} aria-label={title} onSubmit={onSubmit}>
      <Stack>
        {text('name', words.projectName, 200, true)}
        {text('address', words.projectAddress, 500)}
        <Checkbox.Group
          label={words.projectForemen}
          value={draft.foreman_ids.map(String)}
          onChange={(ids) => onChange({ ...draft, foreman_ids: ids.map(Number) })}
        >
          {!foremen && <Skeleton height={96} />}
          {foremen?.items.length === 0 && <Text>{words.noForemenYet}</Text>}
          {foremen?.items.map(({ id, name }) => (
            <Checkbox key={id} value={String(id)} label={name} size="md" py="sm" />
          ))}
        </Checkbox.Group>
        {children ?? <RefusalAlert error={saving.error} />}
        <Group grow>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
