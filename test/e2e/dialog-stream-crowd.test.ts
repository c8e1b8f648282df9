import { describe, expect, it } from '@jest/globals';
import { Cast } from '../support/cast.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import { begun, tells, textsOf, toldOf } from '../support/dialog-streams.ts';
import { aGuest, anAssistant } from '../support/guests.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { sharedServer } from '../support/test-server.ts';

const GUESTS = 20;
const EACH = 50;
const CROWD_MS = 180_000;

describe.each(databaseKinds())('a crowd of guests, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);
  const crew = signedInCrew(server);
  const open = rawStreams(server);

  it(
    'writes a thousand messages at once: each stream has exactly those of its dialog, in order, once',
    async () => {
      const assistant = await anAssistant(cast());
      const guests = Array.from({ length: GUESTS }, () => aGuest(assistant));
      const places = await Promise.all(
        guests.map(async (guest) => {
          const { id } = await cast().well('nobody', `POST /api/widget/dialogs?${guest}`);
          const path = `/api/dialogs/${id}/events`;
          const streams = [await open(`${path}?${guest}`), await open(path, { token: crew().manager.token })];
          await Promise.all(streams.map(begun));
          return { id, guest, streams };
        }),
      );

      const began = performance.now();
      const said = await Promise.all(
        places.map(async ({ id, guest }) => {
          const path = `POST /api/widget/dialogs/${id}/messages?${guest}`;
          const ids: number[] = [];
          for (let n = 0; n < EACH; n++) {
            ids.push((await cast().well('nobody', path, { sender: 'user', text: `${id}: ${n}` })).id);
          }
          return ids;
        }),
      );
      await Promise.all(places.flatMap(({ streams }, n) => streams.map((one) => tells(one, said[n]?.at(-1) ?? 0))));

      const seconds = (performance.now() - began) / 1_000;
      console.log(`${kind}: ${GUESTS * EACH} messages to 40 streams in ${seconds.toFixed(1)} s`);
      expect(new Set(said.flat()).size).toBe(GUESTS * EACH);
      for (const [n, { id, streams }] of places.entries()) {
        for (const stream of streams) {
          expect(toldOf(stream).map((message) => message.id)).toEqual(said[n]);
          expect(textsOf(stream)).toEqual(Array.from({ length: EACH }, (_, count) => `${id}: ${count}`));
          const positions = toldOf(stream).map(({ position }) => position);
          expect(positions).toEqual([...new Set(positions)].sort((one, other) => one - other));
        }
      }
    },
    CROWD_MS,
  );
});
