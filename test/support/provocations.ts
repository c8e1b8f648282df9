import type { ErrorCode } from '../../src/interfaces/http/openapi/error-codes.ts';
import type { CallAnswer } from './calls.ts';
import type { Cast } from './cast.ts';
import { anItem } from './client.ts';
import { PASSWORD } from './test-server.ts';

interface Provocation {
  /** The operation of the table. */
  readonly name: string;
  readonly provoke: (cast: Cast) => Promise<CallAnswer>;
}

const LOGIN = 'POST /api/v1/auth/login';
const ESTIMATES = 'POST /api/v1/estimates';
const ONE = '/api/v1/estimates/{id}';
const FAILURES = 20;

const at = (name: string, id: number | string) => name.replace('{id}', String(id));
const text = { 'Content-Type': 'text/plain' };
const keyed = { 'Idempotency-Key': 'the same key twice' };

/** For each code, a request that gets it. History is broken on this server, and asked for one entry its database is away. */
export const PROVOCATIONS: Readonly<Record<ErrorCode, Provocation>> = {
  malformed_json: { name: LOGIN, provoke: (cast) => cast.as('nobody', LOGIN, { body: '{"email": ' }) },
  bad_request: { name: `GET ${ONE}`, provoke: (cast) => cast.as('owner', at(`GET ${ONE}`, '%zz')) },
  unauthenticated: { name: 'GET /api/v1/auth/me', provoke: (cast) => cast.as('nobody', 'GET /api/v1/auth/me') },
  invalid_credentials: { name: LOGIN, provoke: (cast) => wrongPassword(cast, cast.bystander.email) },
  invalid_signature: {
    name: 'POST /api/v1/webhooks/{source}',
    provoke: (cast) =>
      cast.as('nobody', 'POST /api/v1/webhooks/crm', { body: {}, headers: { 'X-Signature': 'sha256=0' } }),
  },
  forbidden: { name: 'GET /api/v1/users', provoke: (cast) => cast.as('manager', 'GET /api/v1/users') },
  not_found: { name: `GET ${ONE}`, provoke: (cast) => cast.as('admin', at(`GET ${ONE}`, 999_999)) },
  estimate_locked: {
    name: `DELETE ${ONE}`,
    provoke: async (cast) => cast.as('owner', at(`DELETE ${ONE}`, await cast.takeEstimate('owner', 'submitted'))),
  },
  estimate_empty: {
    name: `POST ${ONE}/submit`,
    provoke: async (cast) => {
      const { id } = await cast.well('owner', ESTIMATES, { project_id: await cast.project() });
      return cast.as('owner', at(`POST ${ONE}/submit`, id));
    },
  },
  invalid_transition: {
    name: `POST ${ONE}/approve`,
    provoke: async (cast) => cast.as('manager', at(`POST ${ONE}/approve`, await cast.takeEstimate('owner', 'draft'))),
  },
  number_taken: {
    name: ESTIMATES,
    provoke: async (cast) => {
      const body = { project_id: await cast.project(), number: 'С-1', items: [anItem] };
      await cast.well('owner', ESTIMATES, body);
      return cast.as('owner', ESTIMATES, { body });
    },
  },
  not_assigned: {
    name: ESTIMATES,
    provoke: async (cast) => {
      const body = { project_id: await cast.project(), foreman_id: cast.people.stranger.id };
      return cast.as('manager', ESTIMATES, { body });
    },
  },
  project_has_estimates: {
    name: 'DELETE /api/v1/projects/{id}',
    provoke: async (cast) => {
      const project_id = await cast.project();
      await cast.well('owner', ESTIMATES, { project_id });
      return cast.as('manager', `DELETE /api/v1/projects/${project_id}`);
    },
  },
  email_taken: {
    name: 'POST /api/v1/users',
    provoke: (cast) => {
      const body = { email: cast.bystander.email, name: 'Олег', role: 'foreman', password: PASSWORD };
      return cast.as('admin', 'POST /api/v1/users', { body });
    },
  },
  name_taken: {
    name: 'GET /api/sse',
    provoke: async (cast) => {
      const held = await cast.hold('manager', '/api/sse?clientId=desk-1');
      const answer = await cast.as('owner', 'GET /api/sse?clientId=desk-1');
      await held.release();
      return answer;
    },
  },
  last_admin: {
    name: 'PATCH /api/v1/users/{id}',
    provoke: (cast) => cast.as('admin', `PATCH /api/v1/users/${cast.people.admin.id}`, { body: { active: false } }),
  },
  history_gone: {
    name: 'GET /api/v1/events',
    provoke: (cast) => cast.as('owner', 'GET /api/v1/events?after=999999999999999'),
  },
  stale_version: {
    name: `PATCH ${ONE}`,
    provoke: async (cast) => {
      const id = await cast.takeEstimate('owner', 'draft');
      return cast.as('owner', at(`PATCH ${ONE}`, id), { body: { comment: 'х' }, headers: { 'If-Match': '"99"' } });
    },
  },
  too_large: { name: ESTIMATES, provoke: (cast) => cast.as('owner', ESTIMATES, { body: 'x'.repeat(257 * 1024) }) },
  unsupported_media_type: { name: LOGIN, provoke: (cast) => cast.as('nobody', LOGIN, { body: 'x', headers: text }) },
  no_such_range: {
    name: 'GET /pages/{file}',
    provoke: (cast) => cast.as('nobody', 'GET /pages/demo.css', { headers: { Range: 'bytes=999999-' } }),
  },
  validation_failed: { name: LOGIN, provoke: (cast) => cast.as('nobody', LOGIN, { body: { email: 1 } }) },
  idempotency_key_reused: {
    name: 'POST /api/v1/projects',
    provoke: async (cast) => {
      await cast.as('manager', 'POST /api/v1/projects', { body: { name: 'Баня' }, headers: keyed });
      return cast.as('manager', 'POST /api/v1/projects', { body: { name: 'Гараж' }, headers: keyed });
    },
  },
  too_many_requests: {
    name: LOGIN,
    provoke: async (cast) => {
      for (let failure = 0; failure < FAILURES; failure++) await wrongPassword(cast, 'guessed@test.local');
      return wrongPassword(cast, 'guessed@test.local');
    },
  },
  unavailable: {
    name: `GET ${ONE}/history`,
    provoke: async (cast) =>
      cast.as('owner', at(`GET ${ONE}/history?limit=1`, await cast.takeEstimate('owner', 'draft'))),
  },
  internal_error: {
    name: `GET ${ONE}/history`,
    provoke: async (cast) => cast.as('owner', at(`GET ${ONE}/history`, await cast.takeEstimate('owner', 'draft'))),
  },
};

function wrongPassword(cast: Cast, email: string): Promise<CallAnswer> {
  return cast.as('nobody', LOGIN, { body: { email, password: 'a wrong password' } });
}
