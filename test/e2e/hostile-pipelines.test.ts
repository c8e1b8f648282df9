import { describe, expect, it } from '@jest/globals';
import { call } from '../support/calls.ts';
import { closed, connectTo } from '../support/raw-request.ts';
import { serverSockets } from '../support/server-sockets.ts';
import { PASSWORD, sharedServer } from '../support/test-server.ts';

/** More than may fail, or be under way, at one time. */
const PAIRS = 25;
const EMAIL = 'manager@test.local';

describe('sign-ins sent two at a time on one connection, which is cut before the answers,', () => {
  const server = sharedServer();
  const serverSide = serverSockets();

  it('do not keep out whoever they name', async () => {
    const body = JSON.stringify({ email: EMAIL, password: PASSWORD });
    const head = `Host: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    for (let pair = 0; pair < PAIRS; pair++) {
      const socket = await connectTo(server());
      const far = await serverSide(socket);
      socket.write(`POST /api/v1/auth/login HTTP/1.1\r\n${head}${body}`.repeat(2), () => socket.resetAndDestroy());
      await closed(far);
    }

    const answer = await call(server().url, 'POST /api/v1/auth/login', { body: { email: EMAIL, password: PASSWORD } });

    expect(answer.status).toBe(200);
  });
});
