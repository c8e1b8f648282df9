import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../../src/config.ts';
import { compose } from '../../../../src/container.ts';
import { InMemoryBroker } from '../../../../src/infrastructure/broker/in-memory-broker.ts';
import type { Database } from '../../../../src/infrastructure/prisma/database.ts';
import { HttpApp } from '../../../../src/interfaces/http/app.ts';
import { OPERATIONS } from '../../../../src/interfaces/http/openapi/operations.ts';
import { Readiness } from '../../../../src/usecases/ports/readiness.ts';
import { freshDatabase } from '../../../support/databases.ts';
import { nameOf } from '../../../support/declared.ts';
import { recordedLogger } from '../../../support/logs.ts';
import { SECRET } from '../../../support/test-server.ts';

/** What Express 5 keeps of a route; its types leave the methods out. */
interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

describe('the table of operations', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase('PGlite');
  });
  afterAll(() => database.close());

  it('has a row for every route that is mounted, and a route for every row', () => {
    const { logger } = recordedLogger();
    const container = compose(readConfig({ JWT_SECRET: SECRET }), database, new InMemoryBroker(logger), logger);
    container.register<Readiness>(Readiness, { useValue: { trouble: async () => null } });

    const routes = container.resolve(HttpApp).mounts.flatMap(routesOf);

    expect(routes.sort()).toEqual(OPERATIONS.map(nameOf).sort());
  });

  it('has no row twice', () => {
    const names = OPERATIONS.map(nameOf);

    expect(new Set(names).size).toBe(names.length);
  });
});

/** `GET /api/v1/estimates/{id}` for the router's `/:id`. */
function routesOf({ prefix, router }: HttpApp['mounts'][number]): string[] {
  return (router.stack as unknown as Layer[]).flatMap(({ route }) => {
    if (!route) return [];
    const path = `${prefix}${route.path === '/' && prefix ? '' : route.path}`.replace(/:(\w+)/g, '{$1}');
    return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${path}`);
  });
}
