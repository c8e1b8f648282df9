import { ListQuery } from '../../wire/list-wire.ts';
import { ForemanListWire, NewUserBody, PersonListWire, PersonWire, UserChangeBody } from '../../wire/user-wire.ts';
import { ADMIN, OFFICE, ONCE, type Operation } from './operation.ts';

/** Contract §2. */
export const USERS_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/users',
    summary: 'People, newest first.',
    who: ADMIN,
    query: ListQuery,
    answers: { 200: PersonListWire },
  },
  {
    method: 'post',
    path: '/api/v1/users',
    summary: 'Take somebody in.',
    who: ADMIN,
    body: NewUserBody,
    answers: { 201: PersonWire },
    ...ONCE,
    errors: ['email_taken'],
  },
  {
    method: 'get',
    path: '/api/v1/users/{id}',
    summary: 'One person.',
    who: ADMIN,
    answers: { 200: PersonWire },
  },
  {
    method: 'patch',
    path: '/api/v1/users/{id}',
    summary: "Change a person. `active: false` or a new role ends that person's sessions.",
    who: ADMIN,
    body: UserChangeBody,
    answers: { 200: PersonWire },
    ...ONCE,
    errors: ['email_taken', 'last_admin'],
  },
  {
    method: 'delete',
    path: '/api/v1/users/{id}/sessions',
    summary: 'End every session of that person.',
    who: ADMIN,
    answers: { 204: null },
    ...ONCE,
  },
  {
    method: 'get',
    path: '/api/v1/foremen',
    summary: 'The active foremen, to assign.',
    who: OFFICE,
    query: ListQuery,
    answers: { 200: ForemanListWire },
  },
];
