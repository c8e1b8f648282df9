import { describe, expect, it } from '@jest/globals';
import { PasswordHasher } from '../../src/usecases/ports/password-hasher.ts';
import { call } from '../support/calls.ts';
import { Client } from '../support/client.ts';
import { QUICK_HASHER } from '../support/hostile-stage.ts';
import { closed, connectTo } from '../support/raw-request.ts';
import { serverSockets } from '../support/server-sockets.ts';
import { PASSWORD, sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** More than may fail, or be under way, at one time. */
const PAIRS = 25;
const LOGIN = { email: 'manager@test.local', password: PASSWORD };

/** Takes its time until it is let. */
class SlowHasher implements PasswordHasher {
  asked = 0;
  letGo: () => void = () => undefined;
  private readonly gate = new Promise<void>((resolve) => {
    this.letGo = resolve;
  });

  hash(password: string): Promise<string> {
    return QUICK_HASHER.hash(password);
  }

  async verify(hash: string | null, password: string): Promise<boolean> {
    this.asked++;
    await this.gate;
    return QUICK_HASHER.verify(hash, password);
  }
}

describe('sign-ins sent two at a time on one connection, which is cut before the answers,', () => {
  const hasher = new SlowHasher();
  const server = sharedServer({
    arrange: (container) => container.register<PasswordHasher>(PasswordHasher, { useValue: hasher }),
  });
  const serverSide = serverSockets();

  it('do not keep out whoever they name', async () => {
    const body = JSON.stringify(LOGIN);
    const head = `Host: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    for (let pair = 1; pair <= PAIRS; pair++) {
      const socket = await connectTo(server());
      const far = await serverSide(socket);
      socket.write(`POST /api/v1/auth/login HTTP/1.1\r\n${head}${body}`.repeat(2));
      await until(() => hasher.asked === 2 * pair);
      socket.resetAndDestroy();
      await closed(far);
    }

    hasher.letGo();
    const answer = await call(server().url, 'POST /api/v1/auth/login', { body: LOGIN });

    expect(answer.status).toBe(200);
  });
});

describe('a stream that is asked for together with something else, on one connection,', () => {
  const server = sharedServer();

  it.each([
    ['a request', '/healthz'],
    ['another stream', '/api/sse'],
  ])('with %s behind it, is refused, so that nothing comes into its midst', async (_what, other) => {
    const { token } = await Client.signIn(server(), 'manager');
    const socket = await connectTo(server());
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes;
    });
    const statuses = () => [...heard.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));

    const ask = (path: string) => `GET ${path}?token=${token} HTTP/1.1\r\nHost: x\r\n\r\n`;
    socket.write(ask('/api/v1/sse/events') + ask(other));
    await until(() => statuses().length === 2);

    expect(statuses()[0]).toBe(400);
    socket.destroy();
  });
});
