import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.ts';
import { compose } from '../../../src/container.ts';
import { InMemoryBroker } from '../../../src/infrastructure/broker/in-memory-broker.ts';
import { DatabaseOutages } from '../../../src/infrastructure/prisma/database-outages.ts';
import { HookedPrisma } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { recordedLogger } from '../../support/logs.ts';
import { SECRET } from '../../support/test-server.ts';

describe.each(databaseKinds())('a database that a stopping server has closed, on %s', (kind) => {
  it('is an outage for whoever still asks, and no fault of ours', async () => {
    const database = await freshDatabase(kind);
    const { logger } = recordedLogger();
    const container = compose(readConfig({ JWT_SECRET: SECRET }), database, new InMemoryBroker(logger), logger);
    const prisma = container.resolve<HookedPrisma>(HookedPrisma);
    await database.close();

    const asked = await Promise.allSettled([
      database.pool.query('SELECT 1'),
      prisma.user.count(),
      prisma.$transaction((tx) => tx.user.count()),
    ]);

    const outages = new DatabaseOutages();
    const found = asked.map((answer) => answer.status === 'rejected' && outages.isOutage(answer.reason));
    expect(found).toEqual([true, true, true]);
  });
});
