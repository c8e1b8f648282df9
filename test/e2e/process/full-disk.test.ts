import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CallAnswer, call, verdictOf } from '../../support/calls.ts';
import { Client } from '../../support/client.ts';
import { layData, testEnvironment } from '../../support/environment.ts';
import { freePort } from '../../support/free-port.ts';
import { spawnProgram, startedProgram } from '../../support/program.ts';
import { RawStream } from '../../support/raw-stream.ts';
import { SmallDisk } from '../../support/small-disk.ts';

/** Less than the next segment of PostgreSQL's log takes (16), with more room than what is written up to then. */
const FREE_MEBIBYTES = 15;
/** Many times what fills a segment. */
const MOST = 2_000;
const MANAGER = ['manager@demo.local', 'smeta-demo'] as const;

const maybe = testEnvironment().disks ? describe : describe.skip;

maybe('the embedded database on a disk that gets full', () => {
  let disk: SmallDisk;
  let env: Record<string, string>;
  beforeEach(() => {
    disk = SmallDisk.mount(120);
    env = { DATA_DIR: disk.folder };
  });
  afterEach(() => disk.unmount());

  it('ends the server in order, with the reason; what was answered 201 is there after the next start', async () => {
    layData(disk.folder);
    const program = await startedProgram({ env, entry: 'demo' });
    const manager = await Client.signInAt(program.url, ...MANAGER);
    const { body: list } = await manager.get('/estimates?limit=1').expect(200);
    const [{ project_id, foreman_id }] = list.items;
    const stream = await RawStream.open(program, manager.token);
    await stream.block('connected');
    disk.fillUpTo(FREE_MEBIBYTES);

    const made: number[] = [];
    let answer: CallAnswer | null = null;
    while (made.length < MOST && (answer === null || answer.status === 201)) {
      const body = { project_id, foreman_id, items: noise() };
      answer = await call(program.url, 'POST /api/v1/estimates', { token: manager.token, body });
      if (answer.status === 201) made.push(answer.body.id);
    }
    const exit = await program.ended;
    await stream.end();

    expect(answer && verdictOf(answer)).toBe('503 unavailable');
    expect(made.length).toBeGreaterThan(0);
    expect(exit).toEqual({ code: 1, signal: null });
    expect(program.stdout).toMatch(/The embedded database stopped \([^)]*No space left on device\)/);
    expect(stream.text).toContain('{"event":"system.closing"');
    disk.makeRoom();
    const next = await startedProgram({ env, entry: 'demo' });
    for (const id of made) await manager.at(next.url).get(`/estimates/${id}`).expect(200);
    expect(await next.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('refuses to be made there, with what to do', async () => {
    disk.fillUpTo(FREE_MEBIBYTES);

    const program = spawnProgram({ env: { ...env, PORT: String(await freePort()) } });

    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.stderr).toMatch(/^DATA_DIR \S+: its database can't be opened \(.+\)\. Is the disk full\?\n$/);
  });
});

/** Items that no compression makes smaller. */
function noise() {
  const name = () => randomBytes(90).toString('base64');
  return Array.from({ length: 300 }, () => ({ name: name(), unit: 'м', quantity: '1', unit_price: '1' }));
}
