import 'reflect-metadata';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../dist/infrastructure/prisma/generated/client.js';
import { HookedPrisma } from '../../dist/infrastructure/prisma/prisma-source.js';
import { PrismaUnitOfWork } from '../../dist/infrastructure/prisma/prisma-unit-of-work.js';
import { runProgram } from '../../dist/program.js';
import { EnsureFirstAdmin } from '../../dist/usecases/people/ensure-first-admin.js';

/** Our server as it would be without events: no hooks, nothing in the log, no guard. Shows what they cost. */
const DROP_GUARD = `DO $$ DECLARE guard record; BEGIN
  FOR guard IN SELECT tgname, tgrelid::regclass AS guarded FROM pg_trigger WHERE tgname LIKE 'require_event%' LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', guard.tgname, guard.guarded);
  END LOOP;
END $$`;

PrismaUnitOfWork.prototype.record = async () => undefined;

await runProgram(process.env, async (container, config, { pool }) => {
  await pool.query(DROP_GUARD);
  container.register(HookedPrisma, { useValue: new PrismaClient({ adapter: new PrismaPg(pool) }) });
  await container.resolve(EnsureFirstAdmin).execute(config.ADMIN_EMAIL, config.ADMIN_PASSWORD);
});
