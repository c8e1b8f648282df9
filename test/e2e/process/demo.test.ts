import { describe, expect, it } from '@jest/globals';
import { anItem, Client } from '../../support/client.ts';
import { freshFolder, runInShell, startedProgram } from '../../support/program.ts';

const PEOPLE = {
  'admin@demo.local': 'admin',
  'manager@demo.local': 'manager',
  'manager2@demo.local': 'manager',
  'foreman@demo.local': 'foreman',
  'foreman2@demo.local': 'foreman',
};

const demo = (DATA_DIR: string) => startedProgram({ entry: 'demo', env: { DATA_DIR } });

async function estimatesOf(client: Client): Promise<Record<string, unknown>[]> {
  const { body } = await client.get('/estimates?limit=200').expect(200);
  return body.items;
}

describe('the demo', () => {
  it('prints two lines that, pasted into a shell, show how an estimate arrives', async () => {
    const program = await demo(freshFolder());
    const lines = program.stdout.split('\n').map((line) => line.trim());
    const [watch, save, ...more] = lines.filter((line) => line.startsWith('node '));

    const watcher = runInShell(watch as string);
    await watcher.says(/"event":"connected"/);
    const saver = runInShell(save as string);
    const [, seen] = (await watcher.says(/^data: (\{"event":"estimate\.created".*\})$/m)) as unknown as string[];
    const exit = await saver.ended;

    const { data } = JSON.parse(seen as string);
    expect(more).toEqual([]);
    expect({ exit, stderr: saver.stderr }).toEqual({ exit: { code: 0, signal: null }, stderr: '' });
    expect(saver.stdout).toContain(data.estimate_number);
    expect(data.foreman_name).toBe('Сергей Кузнецов');
  });

  it('lets its five people in, and makes its samples once: what was changed or deleted stays so', async () => {
    const folder = freshFolder();
    const first = await demo(folder);
    for (const [email, role] of Object.entries(PEOPLE)) {
      const client = await Client.signInAt(first.url, email, 'smeta-demo');
      expect((await client.get('/auth/me').expect(200)).body).toMatchObject({ email, role });
    }
    const manager = await Client.signInAt(first.url, 'manager@demo.local', 'smeta-demo');
    const samples = await estimatesOf(manager);
    const [changed, deleted] = samples.filter(({ status_code }) => status_code !== 'approved');
    await manager.patch(`/estimates/${changed?.id}`, { comment: 'Своё', items: [anItem] }).expect(200);
    await manager.delete(`/estimates/${deleted?.id}`).expect(204);
    const left = await estimatesOf(manager);
    await first.kill('SIGTERM');

    const second = await demo(folder);

    expect(left).toHaveLength(samples.length - 1);
    expect(await estimatesOf(manager.at(second.url))).toEqual(left);
  });

  it('has a history that tells what happened to each sample, and why', async () => {
    const { url } = await demo(freshFolder());
    const manager = await Client.signInAt(url, 'manager@demo.local', 'smeta-demo');
    const rejected = (await estimatesOf(manager)).find(({ status_code }) => status_code === 'rejected');

    const { body } = await manager.get(`/estimates/${rejected?.id}/history`).expect(200);

    const told = body.items.map(({ data }: { data: { status_code: string } }) => data.status_code);
    expect(told).toEqual(['rejected', 'submitted', 'draft']);
    expect(body.items[0].reason).toMatch(/\S/);
  });
});
