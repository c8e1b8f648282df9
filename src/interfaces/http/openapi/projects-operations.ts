import { ListQuery } from '../../wire/list-wire.ts';
import { NewProjectBody, ProjectChangeBody, ProjectListWire, ProjectWire } from '../../wire/project-wire.ts';
import { OFFICE, ONCE_CREATED, ONCE_DELETED, ONCE_VERSIONED, type Operation } from './operation.ts';

/** Contract §3. */
export const PROJECTS_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/projects',
    summary: 'Projects, newest first; foremen: those that they are assigned to.',
    who: 'signed-in',
    query: ListQuery,
    answers: { 200: ProjectListWire },
    sets: ['X-Stream-Position'],
  },
  {
    method: 'post',
    path: '/api/v1/projects',
    summary: 'Open a project.',
    who: OFFICE,
    body: NewProjectBody,
    answers: { 201: ProjectWire },
    ...ONCE_CREATED,
    errors: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/v1/projects/{id}',
    summary: 'One project.',
    who: 'signed-in',
    answers: { 200: ProjectWire },
    sets: ['X-Stream-Position', 'ETag'],
  },
  {
    method: 'patch',
    path: '/api/v1/projects/{id}',
    summary: 'Change a project; `foreman_ids` replaces the assignment.',
    who: OFFICE,
    body: ProjectChangeBody,
    answers: { 200: ProjectWire },
    ...ONCE_VERSIONED,
  },
  {
    method: 'delete',
    path: '/api/v1/projects/{id}',
    summary: 'Remove a project that has no estimates.',
    who: OFFICE,
    answers: { 204: null },
    ...ONCE_DELETED,
    errors: ['project_has_estimates'],
  },
];
