import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { anItem, Client } from '../../support/client.ts';
import { createPostgresDatabase, type DatabaseKind, databaseKinds } from '../../support/databases.ts';
import { startedProgram, usedFolder } from '../../support/program.ts';
import { StreamReader } from '../../support/stream-reader.ts';

describe.each(databaseKinds())('a server killed between two estimates, on %s', (kind) => {
  let drop: () => Promise<void> = async () => undefined;
  let reader: StreamReader | null = null;
  afterEach(async () => {
    reader?.close();
    await drop();
  });

  it('loses neither, and replays each once, in order, to a sign-in of before', async () => {
    const env = { ...(await databaseOf(kind)), SSE_KEEPALIVE_INTERVAL: '200' };
    const first = await startedProgram({ env, entry: 'demo' });
    const foreman = await Client.signInAt(first.url, 'foreman@demo.local', 'smeta-demo');
    const a = await estimateOf(foreman);
    const exit = await first.kill('SIGKILL');

    const second = await startedProgram({ env, entry: 'demo' });
    const returned = foreman.at(second.url);
    const b = await estimateOf(returned);
    reader = StreamReader.role(second.url, foreman.token, '&last_event_id=0');
    await reader.first(({ data }) => data.data?.estimate_id === b);
    await reader.event('keepalive'); // all that was missed has been said

    const { body } = await returned.get('/estimates?limit=200').expect(200);
    const ids = body.items.map((estimate: { id: number }) => estimate.id);
    const told = reader.heard.filter(({ data }) => [a, b].includes(data.data?.estimate_id));
    const positions = reader.heard.filter(({ data }) => data.data).map(({ id }) => Number(id));
    expect(exit.signal).toBe('SIGKILL');
    expect(ids.filter((id: number) => id === a || id === b)).toEqual([b, a]);
    expect(told.map(({ data }) => [data.event, data.data.estimate_id])).toEqual([
      ['estimate.created', a],
      ['estimate.created', b],
    ]);
    expect(positions).toEqual([...new Set(positions)].sort((one, other) => one - other));
  });

  async function databaseOf(of: DatabaseKind): Promise<Record<string, string>> {
    if (of === 'PGlite') return { DATA_DIR: usedFolder() };
    const database = await createPostgresDatabase();
    drop = database.drop;
    return { DATABASE_URL: database.url, JWT_SECRET: randomBytes(32).toString('hex') };
  }
});

async function estimateOf(foreman: Client): Promise<number> {
  const { body: projects } = await foreman.get('/projects?limit=1').expect(200);
  const wanted = { project_id: projects.items[0].id, items: [anItem] };
  const { body } = await foreman.post('/estimates', wanted).expect(201);
  return body.id;
}
