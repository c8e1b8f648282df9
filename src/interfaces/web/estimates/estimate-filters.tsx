import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ProjectsApi } from '../projects/projects-api.ts';
import { useLanguage } from '../shell/language.tsx';
import type { EstimateFilters } from './estimates-api.ts';
import { STATUSES } from './sorting.ts';

export const NO_FILTERS: EstimateFilters = { q: '', status_code: '', project_id: '', foreman_id: '' };

interface Props {
  readonly projects: ProjectsApi;
  readonly filters: EstimateFilters;
  readonly onChange: (filters: EstimateFilters) => void;
}

/** Which of the estimates the office wants to see. */
export function EstimateFiltersBar({ projects, filters, onChange }: Props) {
  const { words } = useLanguage();
  const { data: places } = useQuery({ queryKey: ['projects', 'choice'], queryFn: () => projects.all() });
  const { data: foremen } = useQuery({ queryKey: ['foremen'], queryFn: () => projects.foremen() });
  const choice = (
    name: keyof EstimateFilters,
    any: string,
    options: readonly (readonly [string | number, string])[],
  ) => (
    <NativeSelect
      flex="1 1 10rem"
      maw={260}
      aria-label={any}
      value={filters[name]}
      onChange={({ currentTarget }) => onChange({ ...filters, [name]: currentTarget.value })}
      data={[{ value: '', label: any }, ...options.map(([value, label]) => ({ value: String(value), label }))]}
    />
  );
  return (
    <Group role="search" aria-label={words.filters} align="end">
      <TextInput
        type="search"
        flex="1 1 16rem"
        aria-label={words.search}
        placeholder={words.search}
        maxLength={200}
        value={filters.q}
        onChange={({ currentTarget }) => onChange({ ...filters, q: currentTarget.value })}
      />
      {choice(
        'status_code',
        words.anyStatus,
        STATUSES.map((status) => [status, words[status]]),
      )}
      {choice(
        'project_id',
        words.anyProject,
        (places ?? []).map(({ id, name }) => [id, name]),
      )}
      {choice(
        'foreman_id',
        words.anyForeman,
        (foremen ?? []).map(({ id, name }) => [id, name]),
      )}
    </Group>
  );
}
