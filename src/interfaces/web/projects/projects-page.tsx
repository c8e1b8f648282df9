import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { UserWire } from '../../wire/auth-wire.ts';
import { Beside } from '../shell/beside.tsx';
import { useLanguage } from '../shell/language.tsx';
import { LoadError } from '../shell/load-error.tsx';
import { EditProject } from './edit-project.tsx';
import { NewProject } from './new-project.tsx';
import { ProjectCards } from './project-cards.tsx';
import type { ProjectsApi } from './projects-api.ts';

interface Props {
  readonly api: ProjectsApi;
  readonly user: UserWire;
  /** The one that the office has open, or `new`. */
  readonly open: number | 'new' | null;
}

/** A foreman's own projects to look at; all of them for the office, which says who works where. */
export function ProjectsPage({ api, user, open }: Props) {
  const { words } = useLanguage();
  const [, navigate] = useLocation();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['projects', 'list'],
    queryFn: ({ pageParam }) => api.list(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  const isOffice = user.role !== 'foreman';
  const projects = data?.pages.flatMap(({ items }) => items) ?? [];
  const close = () => navigate('/projects');
  const list = (
    <Stack>
      {isOffice && <Button onClick={() => navigate('/projects/new')}>{words.newProject}</Button>}
      {error && !data && <LoadError error={error} />}
      {isPending && <Skeleton height={240} />}
      {data && projects.length === 0 && <Text>{isOffice ? words.noProjectsForOffice : words.noProjects}</Text>}
      <ProjectCards projects={projects} isOffice={isOffice} />
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.loadMore}
        </Button>
      )}
    </Stack>
  );
  const editor =
    open === 'new' ? (
      <NewProject api={api} onClose={close} />
    ) : (
      open !== null && <EditProject key={open} api={api} id={open} onClose={close} />
    );
  return <Beside list={list} opened={isOffice && editor} />;
}
