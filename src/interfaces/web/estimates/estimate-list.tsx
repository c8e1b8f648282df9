import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProjectsApi } from '../projects/projects-api.ts';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
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
  /** One of them is open beside them. */
  readonly isBeside: boolean;
}

/** Cards on the phone of a foreman, a table on the desk of the office. */
export function EstimateList({ api, projects, isForeman, isBeside }: Props) {
  const { words } = useLanguage();
  const [filters, setFilters] = useState(NO_FILTERS);
  const [asked] = useDebouncedValue(filters, TYPING_MS);
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['estimates', 'list', asked],
    queryFn: ({ pageParam }) => api.list(asked, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    placeholderData: keepPreviousData,
  });
  const estimates = data?.pages.flatMap(({ items }) => items) ?? [];
  const nothing = Object.values(asked).every((filter) => filter === '')
    ? isForeman
      ? words.nothingYet
      : words.nothingForOffice
    : words.nothingFound;
  return (
    <Stack>
      {!isForeman && <EstimateFiltersBar projects={projects} filters={filters} onChange={setFilters} />}
      {error && !data && <LoadError error={error} />}
      {isPending && <Skeleton height={240} />}
      {estimates.length > 0 && isForeman && <EstimateCards estimates={estimates} />}
      {estimates.length > 0 && !isForeman && (
        <EstimateTable estimates={estimates} isPart={hasNextPage} isBeside={isBeside} />
      )}
      {data && estimates.length === 0 && <Text>{nothing}</Text>}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.loadMore}
        </Button>
      )}
    </Stack>
  );
}
