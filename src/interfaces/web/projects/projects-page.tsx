import { Button, Stack } from '@mantine/core';
import { useLocation } from 'wouter';
import type { UserWire } from '../../wire/auth-wire.ts';
import { Beside } from '../shell/beside.tsx';
import { useLanguage } from '../shell/language.tsx';
import { PagedList } from '../shell/paged-list.tsx';
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
  const isOffice = user.role !== 'foreman';
  const close = () => navigate('/projects');
  const list = (
    <Stack>
      {isOffice && <Button onClick={() => navigate('/projects/new')}>{words.newProject}</Button>}
      <PagedList
        queryKey={['projects', 'list']}
        page={(cursor) => api.list(cursor)}
        nothing={isOffice ? words.noProjectsForOffice : words.noProjects}
      >
        {(projects) => <ProjectCards projects={projects} isOffice={isOffice} />}
      </PagedList>
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
