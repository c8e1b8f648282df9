import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Client } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { seedOf } from '../support/random.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { DEEDS, type Deed, RightsStory } from '../support/rights-story.ts';
import { changes, openStreams, said } from '../support/streams.ts';
import { sharedServer } from '../support/test-server.ts';

const SEED = seedOf('RIGHTS_SEED');
const RUNS = Number(process.env.RIGHTS_RUNS ?? 12);
const LONG_MS = 120_000 + RUNS * 5_000;

describe('whatever is assigned, moved, deleted, and whoever changes his role', () => {
  const server = sharedServer({ settings: { SSE_MAX_CONNECTIONS_PER_USER: '0' } });
  const crew = signedInCrew(server);
  const streams = openStreams(server);
  const told = (stream: RawStream) =>
    changes(stream)
      .map(said)
      .map(({ event, data }) => {
        const kind = event.split('.', 1)[0];
        return { event, thing: `${kind} ${data[`${kind}_id`]}` };
      });
  const reaches = (stream: RawStream, thing: string) => {
    const [kind, id] = thing.split(' ');
    return stream.until(() => stream.has(`{"${kind}_id":${id},`));
  };
  /** He becomes a manager, hears what managers hear, and is a foreman again. */
  const thereAndBack = async (id: number): Promise<Client> => {
    await crew().admin.patch(`/users/${id}`, { role: 'manager' }).expect(200);
    const manager = await Client.signIn(server(), 'foreman2');
    const stream = await streams.resume(manager, 0);
    await stream.until(() => changes(stream).length > 0);
    await crew().admin.patch(`/users/${id}`, { role: 'foreman' }).expect(200);
    await stream.end();
    return Client.signIn(server(), 'foreman2');
  };

  it(
    `a foreman hears what was his at that moment, and reads again what is his now (RIGHTS_SEED=${SEED})`,
    async () => {
      console.log(`RIGHTS_SEED=${SEED} RIGHTS_RUNS=${RUNS}`);
      const { foreman, foreman2 } = server().staff;
      const clients: [Client, Client] = [crew().foreman, crew().foreman2];

      const tell = async (deeds: readonly Deed[]) => {
        const story = new RightsStory(crew().manager, [foreman.id, foreman2.id]);
        const live: [RawStream[], RawStream[]] = [[await streams.raw(clients[0])], [await streams.raw(clients[1])]];
        const from = said(live[0][0]?.blocks.at(-1) ?? '').id;
        const since = async (by: 0 | 1) => {
          await story.newProject([by]);
          const stream = await streams.resume(clients[by], from);
          await reaches(stream, story.told[by].at(-1)?.thing ?? '');
          expect(told(stream)).toEqual(story.replayed(by));
        };
        await story.begin();
        for (const deed of deeds) {
          await story.do(deed);
          if (deed.what === 'look back') await since(deed.by);
          if (deed.what !== 'change roles') continue;
          const before = live[1].at(-1) as RawStream;
          clients[1] = await thereAndBack(foreman2.id);
          await before.end();
          live[1].push(await streams.resume(clients[1], said(before.blocks.at(-1) ?? '').id));
        }
        for (const by of [0, 1] as const) {
          await since(by);
          await reaches(live[by].at(-1) as RawStream, story.told[by].at(-1)?.thing ?? '');
          expect(live[by].flatMap(told)).toEqual(story.told[by]);
        }
      };

      await fc.assert(fc.asyncProperty(DEEDS, tell), { seed: SEED, numRuns: RUNS, endOnFailure: true });
    },
    LONG_MS,
  );
});
