import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { SessionRepository } from '../../src/domain/people/people-repository.ts';
import { PrismaSessionRepository } from '../../src/infrastructure/prisma/people/prisma-session-repository.ts';
import { Client } from '../support/client.ts';
import { StreamReader } from '../support/stream-reader.ts';
import { sharedServer } from '../support/test-server.ts';

describe('a role stream that is being opened', () => {
  /** Runs between the look at the session and the stream's first byte. */
  let meanwhile: () => Promise<void> = async () => undefined;
  const server = sharedServer({
    arrange(container) {
      const sessions = container.resolve(PrismaSessionRepository);
      const find: SessionRepository['find'] = async (id) => {
        const found = await sessions.find(id);
        const then = meanwhile;
        meanwhile = async () => undefined;
        await then();
        return found;
      };
      const watched = new Proxy(sessions, { get: (target, name) => (name === 'find' ? find : bound(target, name)) });
      container.register<SessionRepository>(SessionRepository, { useValue: watched });
    },
  });

  it('ends at once when its session is revoked at that very moment', async () => {
    const manager = await Client.signIn(server(), 'manager');
    const open = StreamReader.role(server().url, manager.token);
    await open.event('connected');
    meanwhile = async () => {
      await manager.post('/auth/logout').expect(204);
      await open.event('system.unauthorized'); // all streams were told
    };

    const stream = StreamReader.role(server().url, manager.token);

    await stream.event('system.unauthorized');
    for (const each of [open, stream]) each.close();
    expect(stream.events()).toEqual(['system.unauthorized']);
  });

  it('is refused behind an unfinished answer of the same connection', async () => {
    const { token } = await Client.signIn(server(), 'admin');
    const { hostname, port } = new URL(server().url);
    const socket = connect(Number(port), hostname);
    const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n`;
    socket.write(`${ask('/api/v1/events?after=0&wait=1')}\r\n${ask('/api/v1/sse/events')}Connection: close\r\n\r\n`);

    let answers = '';
    for await (const bytes of socket) answers += bytes;

    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(answers).toContain('"code":"bad_request"');
  });
});

function bound(target: object, name: string | symbol): unknown {
  const value = Reflect.get(target, name);
  return typeof value === 'function' ? value.bind(target) : value;
}
