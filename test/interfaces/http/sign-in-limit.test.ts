import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { expectProblem } from '../../support/problems.ts';
import { PASSWORD, sharedServer, type TestServer } from '../../support/test-server.ts';

const FAILURES = 20;

function signIn(server: TestServer, email: string, password: string) {
  return request(server.url).post('/api/v1/auth/login').send({ email, password });
}

async function fail(server: TestServer, email: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < times; i++) statuses.push((await signIn(server, email, 'wrong')).status);
  return statuses;
}

describe('the limit of failed sign-ins', () => {
  const server = sharedServer();

  it('stops one e-mail address after twenty failures, and no other', async () => {
    const failed = await fail(server(), 'foreman@test.local', FAILURES);

    const next = await signIn(server(), 'foreman@test.local', 'wrong');
    const rightAfterAll = await signIn(server(), 'FOREMAN@test.local', PASSWORD);
    const other = await signIn(server(), 'foreman2@test.local', PASSWORD);

    expect(new Set(failed)).toEqual(new Set([401]));
    expectProblem(next, 429, 'too_many_requests');
    expect(Number(next.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(next.headers['retry-after'])).toBeLessThanOrEqual(60);
    expectProblem(rightAfterAll, 429, 'too_many_requests');
    expect(other.status).toBe(200);
  });

  it('counts failures alone: after them a good sign-in still works, again and again', async () => {
    await fail(server(), 'admin@test.local', FAILURES - 1);

    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await signIn(server(), 'admin@test.local', PASSWORD)).status);

    expect(statuses).toEqual([200, 200, 200]);
  });

  it('lets any number of devices of one person sign in at once', async () => {
    const devices = Array.from({ length: 3 * FAILURES }, () => signIn(server(), 'manager@test.local', PASSWORD));

    const statuses = (await Promise.all(devices)).map(({ status }) => status);

    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

describe('the limit of failed sign-ins, switched off', () => {
  const server = sharedServer({ settings: { RATE_LIMIT: 'off' } });

  it('lets everybody fail as often as he likes', async () => {
    const failed = await fail(server(), 'foreman@test.local', FAILURES + 2);

    expect(new Set(failed)).toEqual(new Set([401]));
  });
});
