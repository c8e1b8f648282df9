import { Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ProjectsApi } from '../projects/projects-api.ts';
import { useLanguage } from '../shell/language.tsx';
import { PagedList } from '../shell/paged-list.tsx';
import { EstimateCards } from './estimate-cards.tsx';
import { EstimateFiltersBar, NO_FILTERS } from './estimate-filters.tsx';
import { EstimateTable } from './estimate-table.tsx';
import type { EstimatesApi } from './estimates-api.ts';

/** Between the last letter of a search and its start. */
const TYPING_MS = 300;

interface Props {
  readonly api: EstimatesApi;
  readonly projects: ProjectsApi;
  readonly isForeman: boolean;
  /** The one that is open beside them. */
  readonly openId: number | null;
}

/** Cards on the phone of a foreman, a table on the desk of the office. */
export function EstimateList({ api, projects, isForeman, openId }: Props) {
  const { words } = useLanguage();
  const [filters, setFilters] = useState(NO_FILTERS);
  const [asked] = useDebouncedValue(filters, TYPING_MS);
  const nothing = Object.values(asked).every((filter) => filter === '')
    ? isForeman
      ? words.nothingYet
      : words.nothingForOffice
    : words.nothingFound;
  return (
    <Stack>
      {!isForeman && <EstimateFiltersBar projects={projects} filters={filters} onChange={setFilters} />}
      <PagedList queryKey={['estimates', 'list', asked]} page={(cursor) => api.list(asked, cursor)} nothing={nothing}>
        {(estimates, isPart) =>
          isForeman ? (
            <EstimateCards estimates={estimates} />
          ) : (
            <EstimateTable estimates={estimates} isPart={isPart} openId={openId} />
          )
        }
      </PagedList>
    </Stack>
  );
}
