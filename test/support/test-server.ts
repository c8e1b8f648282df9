import { afterAll, beforeAll } from '@jest/globals';
import type { DependencyContainer } from 'tsyringe';
import { readConfig } from '../../src/config.ts';
import type { User } from '../../src/domain/people/user.ts';
import type { Role } from '../../src/domain/shared/actor.ts';
import type { RunningServer } from '../../src/running-server.ts';
import { serve } from '../../src/server.ts';
import { AddUser } from '../../src/usecases/people/add-user.ts';
import { type DatabaseKind, freshDatabase } from './databases.ts';
import { testEnvironment } from './environment.ts';
import { recordedLogger } from './logs.ts';

export const PASSWORD = 'a good password';
/** For every test that needs one. */
export const SECRET = 'a secret for tests alone, long enough';

/** What the source `crm` signs its webhooks with, on every test server. */
export const WEBHOOK_SECRET = 'a secret that only crm knows';

/** The people of every test server. */
export interface Staff {
  readonly admin: User;
  readonly manager: User;
  readonly foreman: User;
  readonly foreman2: User;
}

export interface TestServer extends RunningServer {
  readonly staff: Staff;
  readonly container: DependencyContainer;
  /** What it logged. */
  readonly log: ReturnType<typeof recordedLogger>;
}

export interface TestServerOptions {
  readonly kind?: DatabaseKind;
  /** Settings as in the environment. */
  readonly settings?: Record<string, string>;
  /** To put other adapters behind ports, before anything is resolved. */
  readonly arrange?: (container: DependencyContainer) => void;
}

/** The real server on a free port, over a database of its own, with four people. */
export async function startTestServer({
  kind = testEnvironment().postgres === null ? 'PGlite' : 'PostgreSQL', // which opens sooner
  settings,
  arrange,
}: TestServerOptions = {}): Promise<TestServer> {
  const log = recordedLogger();
  const config = readConfig({ PORT: '0', JWT_SECRET: SECRET, WEBHOOK_SECRET_CRM: WEBHOOK_SECRET, ...settings });
  const inside: { container?: DependencyContainer; staff?: Staff } = {};
  const server = await serve(config, await freshDatabase(kind), log.logger, async (container) => {
    arrange?.(container);
    inside.container = container;
    inside.staff = await hire(container.resolve(AddUser));
  });
  return { ...server, ...(inside as Required<typeof inside>), log };
}

/** One server for all tests of a `describe`. */
export function sharedServer(options: TestServerOptions = {}): () => TestServer {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(options);
  });
  afterAll(() => server.stop());
  return () => server;
}

/** The people of a server that has none. */
export async function hire(addUser: AddUser): Promise<Staff> {
  const add = (who: string, role: Role) =>
    addUser.execute({ email: `${who}@test.local`, name: `Имя ${who}`, role, password: PASSWORD }, null);
  return {
    admin: await add('admin', 'admin'),
    manager: await add('manager', 'manager'),
    foreman: await add('foreman', 'foreman'),
    foreman2: await add('foreman2', 'foreman'),
  };
}
