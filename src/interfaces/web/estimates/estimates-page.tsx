import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { UserWire } from '../../wire/auth-wire.ts';
import type { ProjectsApi } from '../projects/projects-api.ts';
import { Beside } from '../shell/beside.tsx';
import { useLanguage } from '../shell/language.tsx';
import { EstimateDetail } from './estimate-detail.tsx';
import { EstimateList } from './estimate-list.tsx';
import type { EstimatesApi } from './estimates-api.ts';

interface Props {
  readonly api: EstimatesApi;
  readonly projects: ProjectsApi;
  readonly user: UserWire;
  /** The one that is open beside the others; on a phone in their place. */
  readonly id: number | null;
}

/** All that somebody may see, newest first. */
export function EstimatesPage({ api, projects, user, id }: Props) {
  const { words } = useLanguage();
  const [, navigate] = useLocation();
  const isForeman = user.role === 'foreman';
  const list = (
    <>
      {isForeman && (
        <Button fullWidth mb="md" onClick={() => navigate('/estimates/new')}>
          {words.newEstimate}
        </Button>
      )}
      <EstimateList api={api} projects={projects} isForeman={isForeman} openId={id} />
    </>
  );
  return <Beside list={list} opened={id !== null && <EstimateDetail key={id} api={api} user={user} id={id} />} />;
}
