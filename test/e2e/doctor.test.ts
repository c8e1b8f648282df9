import { describe, expect, it } from '@jest/globals';
import { aProject, Client } from '../support/client.ts';
import { examined } from '../support/examination.ts';
import { type Staff, sharedServer } from '../support/test-server.ts';

const PAGE = 'http://page.example';
const STEPS = [
  'connection',
  'server',
  'database',
  'sign-in',
  'stream',
  'headers',
  'compression',
  'first byte',
  'event',
  'pieces',
];

describe('the doctor, at a server that is well', () => {
  const server = sharedServer({ settings: { CORS_ORIGINS: PAGE } });

  it.each<keyof Staff>(['manager', 'admin', 'foreman'])(
    'finds nothing wrong as %s, and leaves nothing behind',
    async (who) => {
      const manager = await Client.signIn(server(), 'manager');
      await aProject(manager, [server().staff.foreman.id]);
      const contents = async () => [(await manager.get('/projects')).body, (await manager.get('/estimates')).body];
      const before = await contents();

      const examination = await examined({ url: server().url }, server(), who);

      expect(STEPS.flatMap((step) => examination.of(step))).toEqual(STEPS.map(() => expect.stringMatching(/^ok: /)));
      expect(examination.well).toBe(true);
      expect(await contents()).toEqual(before);
    },
  );

  it('tells what it measured', async () => {
    const examination = await examined({ url: server().url }, server());

    expect(examination.of('sign-in')[0]).toMatch(/signed in as Имя manager \(manager\) in \d+ ms/);
    expect(examination.of('stream')[0]).toMatch(/200 text\/event-stream/);
    expect(examination.of('headers')[0]).toMatch(/no-transform; X-Accel-Buffering: no$/);
    expect(examination.of('first byte')[0]).toMatch(/after \d+ ms, "connected" after \d+ ms/);
    expect(examination.of('event')[0]).toMatch(/from request to stream in \d+ ms/);
  });

  it('passes the event of a foreman over when he has no project', async () => {
    const examination = await examined({ url: server().url }, server(), 'foreman2');

    expect(examination.of('event')).toEqual([expect.stringMatching(/^skipped: .*assigned to no project/)]);
    expect(examination.of('pieces')).toEqual([expect.stringMatching(/^skipped: /)]);
    expect(examination.well).toBe(true);
  });

  it('ends its session, and shows neither password nor token', async () => {
    const farewells = () => server().log.lines.filter(({ msg }) => msg === 'signed out').length;
    const before = farewells();

    const examination = await examined({ url: server().url }, server());

    expect(farewells()).toBe(before + 1);
    expect(examination.of('sign-out')).toEqual([]);
    expect(examination.text).not.toMatch(/a good password|eyJ/);
  });

  it('takes a wrong password for a fault, and goes no further', async () => {
    const examination = await examined({ url: server().url, password: 'not the good one' }, server());

    expect(examination.well).toBe(false);
    expect(examination.of('sign-in')).toEqual([expect.stringMatching(/^fault: .*401.*password is wrong/)]);
    expect(examination.of('stream')).toEqual([]);
  });

  it('asks nothing of CORS unless told an origin', async () => {
    const examination = await examined({ url: server().url }, server());

    expect(examination.of('CORS')).toEqual([]);
  });

  it.each([
    ['lets an origin of CORS_ORIGINS pass', PAGE, /^ok: .*is allowed/, true],
    [
      'says where to add another origin',
      'http://other.example',
      /^fault: .*add http:\/\/other\.example to CORS_ORIGINS/,
      false,
    ],
  ])('%s', async (_promise, origin, line, well) => {
    const examination = await examined({ url: server().url, origin }, server());

    expect(examination.of('CORS')).toEqual([expect.stringMatching(line)]);
    expect(examination.well).toBe(well);
  });

  it("needs no permission for the server's own origin", async () => {
    const examination = await examined({ url: server().url, origin: server().url }, server());

    expect(examination.of('CORS')).toEqual([expect.stringMatching(/^ok: .*own origin/)]);
  });
});
