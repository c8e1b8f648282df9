import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryStorage } from '../../../src/interfaces/web/live/browser-storage.ts';
import { LiveClient } from '../../../src/interfaces/web/live/live-client.ts';
import type { LiveState } from '../../../src/interfaces/web/live/live-event.ts';
import { Session } from '../../../src/interfaces/web/live/session.ts';
import { aProject, Client } from '../../support/client.ts';
import { Restarts } from '../../support/restarts.ts';
import { PASSWORD } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

describe('LiveClient', () => {
  const restarts = new Restarts();
  let live: LiveClient;
  let heard: string[];
  beforeAll(async () => {
    await restarts.start();
    await restarts.letIn();
  });
  afterAll(() => restarts.remove());
  beforeEach(async () => {
    for (const method of ['debug', 'info'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
    const session = new Session(restarts.url, new MemoryStorage());
    await session.signIn(restarts.staff.manager.email, PASSWORD);
    live = new LiveClient(session);
    heard = [];
    live.bus.on('*', ({ event }) => heard.push(event));
  });
  afterEach(async () => {
    live.close();
    jest.restoreAllMocks();
  });

  const reaches = (state: LiveState) => until(() => live.state === state);
  const office = () => Client.signInAt(restarts.inside, restarts.staff.admin.email, PASSWORD);

  async function streams(): Promise<number> {
    const { body } = await (await office()).get('/sse/stats').expect(200);
    return body.users[String(restarts.staff.manager.id)] ?? 0;
  }

  it('tells what others save, once, and how long that took', async () => {
    live.connect();
    await reaches('live');
    await aProject(await office(), [], 'Живой объект');
    await until(() => heard.includes('project.created'));

    expect(heard).toEqual(['connected', 'project.created']);
    expect(live.delaySeconds).toBeLessThanOrEqual(1);
  });

  it('has one stream, however often it is told to begin, and none when it is closed', async () => {
    live.connect();
    live.close(); // as React does in its strict mode: it mounts everything twice
    live.connect();
    live.connect();
    await reaches('live');
    await until(async () => (await streams()) === 1);

    live.close();

    await until(async () => (await streams()) === 0);
  });

  it('says that the connection was lost, and that it is there again, with what was missed', async () => {
    live.connect();
    await reaches('live');
    await restarts.shutOut();
    await until(() => heard.includes('system.connectionLost'));
    await aProject(await office(), [], 'Пропущенный объект');
    await restarts.letIn();
    await until(() => heard.includes('project.created'));

    expect(heard.filter((event) => event !== 'keepalive')).toEqual([
      'connected',
      'system.connectionLost',
      'system.connectionRestored',
      'connected',
      'project.created',
    ]);
  });

  it('says that whoever listens is signed out when his session is over', async () => {
    live.connect();
    await reaches('live');

    await (await office()).delete(`/users/${restarts.staff.manager.id}/sessions`).expect(204);

    await reaches('signed-out');
    expect(heard).toContain('system.unauthorized');
  });
});
