import { beforeAll, describe, expect, it } from '@jest/globals';
import { Cast } from '../support/cast.ts';
import { Client } from '../support/client.ts';
import { aDialog } from '../support/guests.ts';
import { doors, knock, openAtAll, UNAUTHORIZED } from '../support/many-streams.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { sharedServer } from '../support/test-server.ts';

/** Promised within one second; five times that is hanging. */
const PROMISED_MS = 1_000;
const TOKEN_MS = 4_000;

describe('an access token that runs out', () => {
  const server = sharedServer({ settings: { RATE_LIMIT: 'off', ACCESS_TOKEN_TTL: `${TOKEN_MS}` } });
  const cast = Cast.at(server);
  const open = rawStreams(server);
  let paths: string[];
  beforeAll(async () => {
    paths = doors((await aDialog(cast())).dialog.id);
  });

  it('ends the streams that it opened, of every kind, not before, and not those of a ticket', async () => {
    const manager = await Client.signIn(server(), 'manager');
    const { exp } = JSON.parse(Buffer.from(manager.token.split('.')[1] ?? '', 'base64url').toString());
    const streams = await openAtAll(open, manager, paths);
    const [byToken, byTicket] = [0, 1].map((odd) => streams.filter((_stream, at) => at % 2 === odd));

    const ends = await Promise.all((byToken ?? []).map((stream) => stream.end().then(() => Date.now() - exp * 1_000)));
    const answers = await knock(server().url, [manager.token], paths);

    console.log(`a token's end: its streams after ${Math.max(...ends)} ms (promised: ${PROMISED_MS})`);
    expect(Math.min(...ends)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ends)).toBeLessThan(5 * PROMISED_MS);
    for (const stream of byToken ?? []) expect(stream.text).toMatch(UNAUTHORIZED);
    expect(byTicket?.map(({ ended }) => ended)).toEqual(paths.map(() => false));
    expect(new Set(answers)).toEqual(new Set(['401 unauthenticated']));
  });
});
