import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from '../../support/client.ts';
import { databaseKinds } from '../../support/databases.ts';
import { type Attempt, EstimateWriters, send } from '../../support/estimate-writers.ts';
import { startedProgram } from '../../support/program.ts';
import { programData } from '../../support/program-data.ts';
import { Random, seedOf } from '../../support/random.ts';
import { ResumingEar } from '../../support/resuming-ear.ts';
import { until } from '../../support/until.ts';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const WRITERS = 8;
/** Of two items, as the writers send them. */
const TOTAL = '4900.00';

describe.each(databaseKinds())('a server killed at any moment under concurrent writes, on %s', (kind) => {
  const dataOf = programData();
  let ears: ResumingEar[] = [];
  afterEach(() => {
    for (const ear of ears.splice(0)) ear.stop();
  });

  it('loses nothing that it answered, tells each once, and leaves nothing half done', async () => {
    const seed = seedOf('KILL_SEED');
    const random = new Random(seed);
    const env = await dataOf(kind);
    const ear = new ResumingEar();
    const replay = new ResumingEar();
    ears = [ear, replay];
    const start = () => startedProgram({ env, entry: 'demo' });
    let program = await start();
    let manager = await Client.signInAt(program.url, 'manager@demo.local', 'smeta-demo');
    const foreman = await Client.signInAt(program.url, 'foreman@demo.local', 'smeta-demo');
    const { body: projects } = await foreman.get('/projects?limit=1').expect(200);
    const writers = new EstimateWriters(WRITERS, projects.items[0].id);

    for (let round = 0; round < ROUNDS; round++) {
      const enough = writers.answered.length + random.between(1, 60);
      await ear.listen(program, manager.token);
      const writing = writers.writeTo(foreman.at(program.url));
      await Promise.race([until(() => writers.answered.length >= enough), writing]); // which fails where one of them does
      await delay(random.below(20)); // anywhere between two answers
      await program.kill('SIGKILL');
      await Promise.all([writing, ear.isCut()]);
      program = await start();
      manager = manager.at(program.url);
    }
    const answered = writers.answered.map(({ id }) => id);
    const before = await rowsOf(manager);
    const repeats = await Promise.all(writers.doubtful.filter(({ key }) => key).map(repeat));
    const { body: last } = await send(foreman.at(program.url), theLast(projects.items[0].id)).expect(201);
    for (const each of ears) {
      await each.listen(program, manager.token);
      await each.hears(last.id);
      each.stop();
    }

    const rows = await rowsOf(manager);
    const ids = rows.map(({ id }) => id);
    const told = ear.births.filter(({ id }) => ids.includes(id));
    const doubtful = writers.doubtful.filter(({ name }) => before.some(({ comment }) => comment === name));
    console.log(
      `${kind}, KILL_SEED=${seed}: ${ROUNDS} kills, ${answered.length} answered, ` +
        `${writers.doubtful.length} in doubt (${doubtful.length} done), ${repeats.length} repeated`,
    );
    expect(ear.positions).toEqual([...new Set(ear.positions)].sort((one, other) => one - other));
    expect(told.map(({ id }) => id).sort(byNumber)).toEqual(ids.sort(byNumber));
    expect(ear.births.every(({ id }) => ids.includes(id) || id < Math.min(...ids))).toBe(true);
    expect(ids).toEqual(expect.arrayContaining(answered));
    expect(new Set(rows.map(({ comment }) => comment)).size).toBe(rows.length);
    expect([...rows, ...told].filter(({ total }) => total !== TOTAL)).toEqual([]);
    expect(rows.filter(({ items }) => items.length !== 2)).toEqual([]);
    expect([replay.positions, replay.births]).toEqual([ear.positions, ear.births]);
    for (const { name, replayed, id } of repeats) {
      const first = before.find(({ comment }) => comment === name);
      expect({ name, replayed, id: first ? first.id : id }).toEqual({ name, replayed: first !== undefined, id });
    }

    async function repeat(attempt: Attempt) {
      const { body, headers } = await send(foreman.at(program.url), attempt).expect(201);
      return { name: attempt.name, replayed: headers['idempotent-replayed'] === 'true', id: body.id as number };
    }
  });
});

/** What the writers made, and the last. */
async function rowsOf(manager: Client): Promise<{ id: number; comment: string; total: string; items: object[] }[]> {
  const found = [];
  for (let cursor = ''; ; ) {
    const { body } = await manager.get(`/estimates?limit=200${cursor}`).expect(200);
    found.push(...body.items);
    if (body.next_cursor === null) break;
    cursor = `&cursor=${body.next_cursor}`;
  }
  return found.filter(({ comment }) => /^попытка /.test(comment));
}

function theLast(projectId: number): Attempt {
  return { name: 'попытка последняя', projectId, key: null, id: null };
}

function byNumber(one: number, other: number): number {
  return one - other;
}
