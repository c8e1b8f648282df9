import { defineConfig } from 'prisma/config';

/** For the generator alone: the server gets its database from the environment (`src/config.ts`). */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: 'postgresql://unused' },
});
