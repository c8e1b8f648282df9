import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import type { UserWire } from '../../wire/auth-wire.ts';
import { DialogsApi } from '../dialogs/dialogs-api.ts';
import { DialogsPage } from '../dialogs/dialogs-page.tsx';
import { EditEstimate } from '../estimates/edit-estimate.tsx';
import { EstimatesApi } from '../estimates/estimates-api.ts';
import { EstimatesPage } from '../estimates/estimates-page.tsx';
import { NewEstimate } from '../estimates/new-estimate.tsx';
import type { Session } from '../live/session.ts';
import { PeopleApi } from '../people/people-api.ts';
import { PeoplePage } from '../people/people-page.tsx';
import { ProjectsApi } from '../projects/projects-api.ts';
import { ProjectsPage } from '../projects/projects-page.tsx';
import { Caller } from './caller.ts';
import { useLanguage } from './language.tsx';

/** What stands at which address: the part of it behind `#`, which the server never sees. */
export function Pages({ session, user }: { readonly session: Session; readonly user: UserWire }) {
  const { words } = useLanguage();
  const [, navigate] = useLocation();
  const { estimates, projects, dialogs, people } = useMemo(() => apisOf(session), [session]);
  const toEstimate = (id: number | null) =>
    navigate(id === null ? '/estimates' : `/estimates/${id}`, { replace: true });
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/estimates" replace />
      </Route>
      {user.role === 'foreman' && (
        <Route path="/estimates/new">
          <NewEstimate api={estimates} projects={projects} user={user} onClose={() => toEstimate(null)} />
        </Route>
      )}
      <Route path="/estimates/:id/edit">
        {({ id }) => (
          <EditEstimate
            user={user}
            key={id}
            api={estimates}
            projects={projects}
            id={Number(id)}
            onClose={() => toEstimate(Number(id))}
          />
        )}
      </Route>
      <Route path="/estimates/:id?">
        {({ id }) => <EstimatesPage api={estimates} projects={projects} user={user} id={numberOf(id)} />}
      </Route>
      <Route path="/projects/:id?">{({ id }) => <ProjectsPage api={projects} user={user} open={openOf(id)} />}</Route>
      {user.role !== 'foreman' && (
        <Route path="/dialogs/:id?">
          {({ id }) => <DialogsPage api={dialogs} session={session} id={numberOf(id)} />}
        </Route>
      )}
      {user.role === 'admin' && (
        <Route path="/people/:id?">{({ id }) => <PeoplePage api={people} user={user} open={openOf(id)} />}</Route>
      )}
      <Route>
        <Text>{words.notFound}</Text>
      </Route>
    </Switch>
  );
}

function apisOf(session: Session) {
  const caller = new Caller(session);
  return {
    estimates: new EstimatesApi(caller),
    projects: new ProjectsApi(caller),
    dialogs: new DialogsApi(caller),
    people: new PeopleApi(caller),
  };
}

function openOf(id: string | undefined): number | 'new' | null {
  return id === 'new' ? id : numberOf(id);
}

function numberOf(id: string | undefined): number | null {
  return id && /^\d+$/.test(id) ? Number(id) : null;
}
