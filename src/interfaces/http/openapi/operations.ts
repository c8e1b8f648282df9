import { AUTH_OPERATIONS } from './auth-operations.ts';
import { ESTIMATES_OPERATIONS } from './estimates-operations.ts';
import { LIVE_OPERATIONS } from './live-operations.ts';
import type { Operation } from './operation.ts';
import { PROJECTS_OPERATIONS } from './projects-operations.ts';
import { SERVICE_OPERATIONS } from './service-operations.ts';
import { USERS_OPERATIONS } from './users-operations.ts';

/** All calls of the API, by what they are about. */
export const AREAS: Readonly<Record<string, readonly Operation[]>> = {
  'Sign-in': AUTH_OPERATIONS,
  People: USERS_OPERATIONS,
  Projects: PROJECTS_OPERATIONS,
  Estimates: ESTIMATES_OPERATIONS,
  Live: LIVE_OPERATIONS,
  Service: SERVICE_OPERATIONS,
};

export const OPERATIONS: readonly Operation[] = Object.values(AREAS).flat();
