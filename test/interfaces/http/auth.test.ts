import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { clientOf, HookedPrisma } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { UnitOfWork } from '../../../src/usecases/ports/unit-of-work.ts';
import { Client } from '../../support/client.ts';
import { expectProblem } from '../../support/problems.ts';
import { PASSWORD, sharedServer } from '../../support/test-server.ts';

const TRIES = 8;

describe('sign-in', () => {
  const server = sharedServer();
  const logIn = (email: string, password = PASSWORD) =>
    request(server().url).post('/api/v1/auth/login').send({ email, password });

  it('answers with tokens and the user, and with nothing else', async () => {
    const { id } = server().staff.foreman;

    const { body, headers } = await logIn('foreman@test.local').expect(200);

    expect(body).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 900,
      refresh_token: expect.stringMatching(/^\S{40,}$/),
      user: { id, email: 'foreman@test.local', name: 'Имя foreman', role: 'foreman' },
    });
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each([['FOREMAN@Test.Local'], ['  foreman@test.local ']])('takes the e-mail address %j', async (email) => {
    const { body } = await logIn(email).expect(200);

    expect(body.user.email).toBe('foreman@test.local');
  });

  it('says the same of a wrong password, an unknown address and a deactivated person', async () => {
    await deactivate(server().staff.foreman2.id);

    const refused = [
      await logIn('manager@test.local', 'wrong'),
      await logIn('nobody@test.local'),
      await logIn('foreman2@test.local'),
    ];

    for (const response of refused) expectProblem(response, 401, 'invalid_credentials');
    expect(new Set(refused.map(({ text }) => text)).size).toBe(1);
  });

  it('takes the same time for a known and an unknown address', async () => {
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < TRIES; i++) {
      known.push(await timeOf(() => logIn('admin@test.local', 'wrong').expect(401)));
      unknown.push(await timeOf(() => logIn('stranger@test.local', 'wrong').expect(401)));
    }

    const ratio = median(known) / median(unknown);

    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('gives each sign-in a session of its own: the end of one leaves the other', async () => {
    const [phone, desk] = [await Client.signIn(server(), 'foreman'), await Client.signIn(server(), 'foreman')];

    const ended = await phone.post('/auth/logout');

    expect(ended.status).toBe(204);
    expect(ended.text).toBe('');
    expectProblem(await phone.get('/auth/me'), 401, 'unauthenticated');
    expectProblem(await phone.post('/auth/logout'), 401, 'unauthenticated');
    await desk.get('/auth/me').expect(200);
  });

  it('says who one is', async () => {
    const { id } = server().staff.admin;
    const admin = await Client.signIn(server(), 'admin');

    const { body } = await admin.get('/auth/me').expect(200);

    expect(body).toEqual({ id, email: 'admin@test.local', name: 'Имя admin', role: 'admin' });
  });

  it('ends with the person: a token of somebody who was deactivated is worth nothing', async () => {
    const manager = await Client.signIn(server(), 'manager');

    await deactivate(server().staff.manager.id);

    expectProblem(await manager.get('/auth/me'), 401, 'unauthenticated');
  });

  async function deactivate(id: number): Promise<void> {
    const { container } = server();
    const prisma = container.resolve<HookedPrisma>(HookedPrisma);
    const work = container.resolve<UnitOfWork>(UnitOfWork);
    await work.run(null, async () => {
      await clientOf(prisma).user.update({ where: { id }, data: { active: false } });
    });
  }
});

async function timeOf(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
