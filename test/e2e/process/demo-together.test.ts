import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { Client } from '../../support/client.ts';
import { createPostgresDatabase, onPostgres } from '../../support/databases.ts';
import { freshFolder, startedProgram } from '../../support/program.ts';

/** Where there is no server, the last lines of the run say so. */

async function samplesAt(url: string): Promise<string[]> {
  const manager = await Client.signInAt(url, 'manager@demo.local', 'smeta-demo');
  const lists = await Promise.all([manager.get('/projects?limit=200'), manager.get('/estimates?limit=200')]);
  return lists.flatMap(({ body }) =>
    body.items.map((item: { name?: string; number?: string }) => item.name ?? item.number),
  );
}

onPostgres('two demos started at once on one empty database', () => {
  it('both come up, and made the samples of one', async () => {
    const [shared, own] = await Promise.all([createPostgresDatabase(), createPostgresDatabase()]);
    const start = (DATABASE_URL: string) => {
      const env = { DATABASE_URL, JWT_SECRET: randomBytes(32).toString('hex'), DATA_DIR: freshFolder() };
      return startedProgram({ entry: 'demo', env });
    };
    try {
      const [one, other] = await Promise.all([start(shared.url), start(shared.url)]);
      const alone = await start(own.url);

      const samples = await samplesAt(alone.url);

      expect(samples.length).toBeGreaterThan(3);
      expect(await samplesAt(one.url)).toEqual(samples);
      expect(await samplesAt(other.url)).toEqual(samples);
    } finally {
      await Promise.all([shared.drop(), own.drop()]);
    }
  });
});
