import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { SessionRepository } from '../../src/domain/people/people-repository.ts';
import { PrismaSessionRepository } from '../../src/infrastructure/prisma/people/prisma-session-repository.ts';
import { signedInCrew } from '../support/crew.ts';
import { expectProblem } from '../support/problems.ts';
import { RawStream } from '../support/raw-stream.ts';
import { serverSockets } from '../support/server-sockets.ts';
import { openStreams } from '../support/streams.ts';
import { sharedServer } from '../support/test-server.ts';

/** Looks sessions up when it is let. */
class SlowSessions {
  asked: () => void = () => undefined;
  private gate = Promise.resolve();

  /** From now on nobody is known until the answer is called. */
  hold(): () => void {
    let open: () => void = () => undefined;
    this.gate = new Promise((resolve) => {
      open = resolve;
    });
    return open;
  }

  before(sessions: SessionRepository): SessionRepository {
    const find: SessionRepository['find'] = async (id) => {
      this.asked();
      await this.gate;
      return sessions.find(id);
    };
    return {
      find,
      add: (session, refreshHash) => sessions.add(session, refreshHash),
      liveAmong: (ids, now) => sessions.liveAmong(ids, now),
      revoke: (id, at) => sessions.revoke(id, at),
      revokeAllOf: (userId, at) => sessions.revokeAllOf(userId, at),
    };
  }
}

describe('the statistics of role streams', () => {
  const slow = new SlowSessions();
  const server = sharedServer({
    arrange: (container) =>
      container.register<SessionRepository>(SessionRepository, {
        useValue: slow.before(container.resolve(PrismaSessionRepository)),
      }),
  });
  const crew = signedInCrew(server);
  const streams = openStreams(server);
  const serverSide = serverSockets();
  const stats = async () => (await crew().admin.get('/sse/stats').expect(200)).body;
  const none = async () => {
    while ((await stats()).total_connections > 0);
  };

  it('count streams by user', async () => {
    const { manager, foreman } = server().staff;
    await Promise.all([streams.raw(crew().manager), streams.raw(crew().manager), streams.listen(crew().foreman)]);

    const body = await stats();

    expect(Object.keys(body).slice(0, 3)).toEqual(['total_users', 'total_connections', 'users']);
    expect(body).toMatchObject({ total_users: 2, total_connections: 3 });
    expect(body.users).toEqual({ [manager.id]: 2, [foreman.id]: 1 });
  });

  it('forget those that are gone, however they went', async () => {
    await none();
    const [polite, rude] = [await streams.raw(crew().manager), await streams.raw(crew().foreman)];
    expect((await stats()).total_connections).toBe(2);

    polite.socket.end();
    rude.socket.resetAndDestroy();
    await none();

    expect(await stats()).toMatchObject({ total_users: 0, total_connections: 0, users: {} });
  });

  it('never count a client that left before he was let in', async () => {
    await none();
    const asked = new Promise<void>((resolve) => {
      slow.asked = resolve;
    });
    const letIn = slow.hold();
    const { socket } = await RawStream.ask(server(), crew().manager.token);
    await asked;
    const far = await serverSide(socket);

    socket.destroy();
    if (!far.closed) await once(far, 'close');
    letIn();

    expect(await stats()).toMatchObject({ total_connections: 0, users: {} });
  });

  it('are for admins alone', async () => {
    expectProblem(await crew().manager.get('/sse/stats'), 403, 'forbidden');
    expectProblem(await crew().foreman.get('/sse/stats'), 403, 'forbidden');
  });
});
