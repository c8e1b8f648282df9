import { AUTH_OPERATIONS } from './auth-operations.ts';
import { DIALOGS_OPERATIONS } from './dialogs-operations.ts';
import { ESTIMATES_OPERATIONS } from './estimates-operations.ts';
import { LIVE_OPERATIONS } from './live-operations.ts';
import type { Operation } from './operation.ts';
import { PAGES_OPERATIONS } from './pages-operations.ts';
import { PROJECTS_OPERATIONS } from './projects-operations.ts';
import { SERVICE_OPERATIONS } from './service-operations.ts';
import { STREAMS_OPERATIONS } from './streams-operations.ts';
import { USERS_OPERATIONS } from './users-operations.ts';
import { WIDGETS_OPERATIONS } from './widgets-operations.ts';

/** All calls of the API, by what they are about. */
export const AREAS: Readonly<Record<string, readonly Operation[]>> = {
  'Sign-in': AUTH_OPERATIONS,
  People: USERS_OPERATIONS,
  Projects: PROJECTS_OPERATIONS,
  Estimates: ESTIMATES_OPERATIONS,
  Live: LIVE_OPERATIONS,
  Streams: STREAMS_OPERATIONS,
  Widgets: WIDGETS_OPERATIONS,
  Dialogs: DIALOGS_OPERATIONS,
  Pages: PAGES_OPERATIONS,
  Service: SERVICE_OPERATIONS,
};

export const OPERATIONS: readonly Operation[] = Object.values(AREAS).flat();
