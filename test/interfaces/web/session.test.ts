import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryStorage } from '../../../src/interfaces/web/live/browser-storage.ts';
import { Session } from '../../../src/interfaces/web/live/session.ts';
import { call } from '../../support/calls.ts';
import { swallowed } from '../../support/carries.ts';
import { frontEnds } from '../../support/front-ends.ts';
import { PASSWORD, sharedServer } from '../../support/test-server.ts';

describe('Session', () => {
  const server = sharedServer();
  const front = frontEnds();
  let storage: MemoryStorage;
  let session: Session;
  beforeEach(async () => {
    storage = new MemoryStorage();
    session = new Session(server().url, storage);
    await session.signIn(server().staff.foreman.email, PASSWORD);
  });

  const me = (of: Session) => of.fetch('/api/v1/auth/me').then(({ status }) => status);

  it('is shared by the tabs of a browser', async () => {
    const other = new Session(server().url, storage);

    expect(other.user).toEqual(session.user);
    expect(await me(other)).toBe(200);
  });

  it('keeps nothing of a sign-in that was refused', async () => {
    const stranger = new Session(server().url, new MemoryStorage());

    const { status } = await stranger.signIn(server().staff.foreman.email, 'not his password');

    expect([status, stranger.user]).toEqual([401, null]);
  });

  it('is renewed by two tabs at once without being taken for stolen', async () => {
    const other = new Session(server().url, storage);

    const renewed = await Promise.all([session.renew(), other.renew()]);

    expect(renewed).toEqual([true, true]);
    expect([await me(session), await me(other)]).toEqual([200, 200]);
  });

  it('is renewed again under the same key when the answer was lost', async () => {
    const before = storage.getItem('smeta-live:session') ?? '';
    await session.renew();

    storage.setItem('smeta-live:session', before); // as if the answer had never come

    expect(await session.renew()).toBe(true);
    expect(await me(session)).toBe(200);
  });

  it('is over for all tabs when one signs out', async () => {
    const other = new Session(server().url, storage);

    await session.signOut();

    expect([session.user, other.user]).toEqual([null, null]);
    expect(await me(other)).toBe(401);
  });

  it('is over on the server too when its token had run out before somebody signed out', async () => {
    const text = storage.getItem('smeta-live:session') ?? '';
    const { refreshToken } = JSON.parse(text);
    storage.setItem('smeta-live:session', JSON.stringify({ ...JSON.parse(text), accessToken: 'over' }));

    await session.signOut();

    const { status } = await call(server().url, 'POST /api/v1/auth/refresh', { body: { refresh_token: refreshToken } });
    expect(status).toBe(401);
  });

  it('is over when the server has revoked it, and says so to whoever listens', async () => {
    let told = 0;
    session.subscribe(() => told++);
    const other = new Session(server().url, new MemoryStorage());
    await other.signIn(server().staff.admin.email, PASSWORD);
    const { id } = server().staff.foreman;
    await other.fetch(`/api/v1/users/${id}/sessions`, { method: 'DELETE' });

    expect(await me(session)).toBe(401);
    expect([session.user, told]).toEqual([null, 1]);
  });

  it('is neither renewed nor over when the answer does not come, and keeps nobody waiting for ever', async () => {
    const behind = await front.proxy(server().url, [[/auth\/refresh/, swallowed]]);
    const hanging = new Session(behind, storage);
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 100));

    await expect(hanging.renew()).rejects.toThrow('timeout');

    jest.restoreAllMocks();
    expect([hanging.user, await session.renew()]).toEqual([session.user, true]);
  });
});
