import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { call } from '../support/calls.ts';
import { Client } from '../support/client.ts';
import { aGuest } from '../support/guests.ts';
import { recordedLogger } from '../support/logs.ts';
import { freshFolder, startedProgram } from '../support/program.ts';
import { inspect, leaksOf, secretIn, takeLeaks } from '../support/secrets.ts';
import { PASSWORD, SECRET, sharedServer, WEBHOOK_SECRET } from '../support/test-server.ts';
import { signatureOf, signed } from '../support/webhooks.ts';

describe('the search for secrets, which every line of every log of all tests goes through,', () => {
  const server = sharedServer();

  it.each([
    ['an access token', () => Client.signIn(server(), 'manager').then(({ token }) => token)],
    ['a refresh token', () => Client.signIn(server(), 'manager').then(({ refreshToken }) => refreshToken)],
    ['a signature', async () => signatureOf('{}')],
    ['a password', async () => PASSWORD],
    ['the secret of webhooks', async () => WEBHOOK_SECRET],
    ['the secret of tokens', async () => SECRET],
  ])('finds %s, as a field or within a text', async (_what, secretOf) => {
    const secret = await secretOf();
    const { logger } = recordedLogger();

    logger.info({ some_field: secret }, 'a line');
    logger.warn({ err: new Error(`failed for ${secret}, sorry`) }, 'another');

    expect(takeLeaks()).toHaveLength(2);
  });

  it('finds the id of a guest who came by, and not that of one who did not', async () => {
    const { token } = await Client.signIn(server(), 'admin');
    const { body } = await call(server().url, 'POST /api/assistants', { token, body: { name: 'Анна' } });
    const [came, other] = ['a-guest-who-came-by', 'a-guest-who-stayed-away'];
    await call(server().url, `POST /api/widget/dialogs?${aGuest(body, came)}`);

    expect(secretIn(`{"guest":"${came}"}`)).not.toBeNull();
    expect(secretIn(`{"guest":"${other}"}`)).toBeNull();
  });

  it('finds no secret in a line that has none', async () => {
    inspect(
      JSON.stringify({ user_id: 7, request_id: '6f0c2a5e-5a0e-4a64-9d3e-0f6a6e0f7a11', msg: 'SSE stream opened' }),
    );

    expect(takeLeaks()).toEqual([]);
  });
});

describe('what a program says', () => {
  it('is searched too, and its audit; it holds none, whatever was asked of it', async () => {
    const folder = freshFolder();
    const secrets = Object.fromEntries(
      ['JWT_SECRET', 'ADMIN_PASSWORD', 'WEBHOOK_SECRET_CRM'].map((name) => [name, randomBytes(24).toString('hex')]),
    );
    const audit = join(folder, 'audit.log');
    const env = {
      ...secrets,
      ADMIN_EMAIL: 'chief@stroy.example',
      DATA_DIR: folder,
      AUDIT_LOG: audit,
      LOG_LEVEL: 'trace',
    };
    const program = await startedProgram({ env });
    const admin = await Client.signInAt(program.url, env.ADMIN_EMAIL, secrets.ADMIN_PASSWORD ?? '');
    const body = JSON.stringify({ userId: 1, type: 'invoice.paid', result: {} });
    const signature = `sha256=${createHmac('sha256', secrets.WEBHOOK_SECRET_CRM ?? '')
      .update(body)
      .digest('hex')}`;
    const hook = { body, headers: { 'X-Signature': signature } };

    const delivered = await call(program.url, 'POST /api/v1/webhooks/crm', hook);
    const refused = await call(program.url, 'POST /api/v1/webhooks/crm', signed(body));
    const streamed = await call(program.url, `GET /api/v1/sse/events?token=${admin.token}`);
    await call(program.url, 'GET /api/dialogs/1/events?assistant_id=1&guest_id=a-guest-without-a-dialog');
    await program.kill('SIGTERM');

    const said = program.stdout + program.stderr;
    expect([delivered.status, refused.status, streamed.status]).toEqual([200, 401, 200]);
    expect(said.split('\n').length).toBeGreaterThan(6);
    expect(leaksOf(said, env)).toEqual([]);
    for (const secret of [...Object.values(secrets), admin.token, signature, 'a-guest-without-a-dialog']) {
      expect(leaksOf(`{"some":"text with ${secret} in it"}`, env)).toHaveLength(1);
    }
    expect(readFileSync(audit, 'utf8')).toContain('SSE stream opened'); // searched by `program.ts` after the test
  });
});
