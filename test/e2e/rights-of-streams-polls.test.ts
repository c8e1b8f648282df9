import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { call, verdictOf } from '../support/calls.ts';
import { Client } from '../support/client.ts';
import { RawStream } from '../support/raw-stream.ts';
import { said } from '../support/streams.ts';
import { sharedServer } from '../support/test-server.ts';

/** Promised within one second; five times that is hanging. */
const PROMISED_MS = 1_000;
const TOKEN_MS = 3_000;
/** Of one poll, at most. */
const WAIT_S = 25;

describe('a long poll that waits', () => {
  const server = sharedServer({ settings: { RATE_LIMIT: 'off', ACCESS_TOKEN_TTL: `${TOKEN_MS}` } });

  async function polling(manager: Client) {
    const stream = await RawStream.open(server(), manager.token);
    const { id } = said(await stream.block('connected'));
    stream.destroy();
    const answer = call(server().url, `GET /api/v1/events?after=${id}&wait=${WAIT_S}`, { token: manager.token });
    return answer.then((given) => ({ verdict: verdictOf(given), at: Date.now() }));
  }

  it('ends with its session', async () => {
    const manager = await Client.signIn(server(), 'manager');
    const poll = polling(manager);
    await delay(500); // it waits

    const from = Date.now();
    await manager.post('/auth/logout').expect(204);
    const { verdict, at } = await poll;

    console.log(`a logout: its poll after ${at - from} ms (promised: ${PROMISED_MS})`);
    expect(verdict).toBe('401 unauthenticated');
    expect(at - from).toBeLessThan(5 * PROMISED_MS);
  });

  it('ends with its token', async () => {
    const manager = await Client.signIn(server(), 'manager');
    const { exp } = JSON.parse(Buffer.from(manager.token.split('.')[1] ?? '', 'base64url').toString());

    const { verdict, at } = await polling(manager);

    console.log(`a token's end: its poll after ${at - exp * 1_000} ms (promised: ${PROMISED_MS})`);
    expect(verdict).toBe('401 unauthenticated');
    expect(at).toBeGreaterThanOrEqual(exp * 1_000);
    expect(at - exp * 1_000).toBeLessThan(5 * PROMISED_MS);
  });
});
