import { afterEach, describe, expect, it } from '@jest/globals';
import { cutShort, instead, lostOnce } from '../support/carries.ts';
import { Client } from '../support/client.ts';
import { examined } from '../support/examination.ts';
import { frontEnds } from '../support/front-ends.ts';
import { sharedServer } from '../support/test-server.ts';

interface Named {
  readonly id: number;
  readonly name: string;
}

describe('the doctor, when it goes', () => {
  const server = sharedServer();
  const { proxy } = frontEnds();
  const projects = async (): Promise<Named[]> => {
    const manager = await Client.signIn(server(), 'manager');
    return (await manager.get('/projects').expect(200)).body.items;
  };
  afterEach(async () => {
    const manager = await Client.signIn(server(), 'manager');
    for (const { id } of await projects()) await manager.delete(`/projects/${id}`).expect(204);
  });

  it.each([
    ['the answer to making it was lost', /^POST \/api\/v1\/projects/],
    ['the answer to deleting it was lost', /^DELETE \/api\/v1\/projects/],
  ])('takes what it made with it, when %s', async (_when, line) => {
    const url = await proxy(server().url, [[line, lostOnce()]]);

    const examination = await examined({ url }, server());

    expect(examination.of('event')).toEqual([expect.stringMatching(/from request to stream/)]);
    expect(examination.of('clean-up')).toEqual([]);
    expect(await projects()).toEqual([]);
  });

  it('takes what it made with it, when the stream ends before its event', async () => {
    const url = await proxy(server().url, [[/^GET \/api\/v1\/sse\/events/, cutShort]]);

    const examination = await examined({ url }, server());

    expect(examination.well).toBe(false);
    expect(await projects()).toEqual([]);
  });

  it('says what is left, when it may not delete', async () => {
    const url = await proxy(server().url, [], /^DELETE /);

    const examination = await examined({ url }, server());

    const [left] = await projects();
    expect(left?.name).toMatch(/^Проверка связи /);
    expect(examination.of('clean-up')).toEqual([
      expect.stringMatching(new RegExp(`^fault: .*405.*delete «${left?.name}» yourself`)),
    ]);
    expect(examination.well).toBe(false);
  });

  it('says what may be left, when no answer came at all', async () => {
    const url = await proxy(server().url, [
      [/^POST \/api\/v1\/projects/, (_answer, response) => void response.destroy()],
    ]);

    const examination = await examined({ url }, server());

    const [left] = await projects();
    expect(examination.of('event')).toEqual([
      expect.stringMatching(new RegExp(`^fault: .*cut off.*look whether «${left?.name}» is there`)),
    ]);
  });

  it('says that an event could not be caused', async () => {
    const url = await proxy(server().url, [], /^POST \/api\/v1\/projects/);

    const examination = await examined({ url }, server());

    expect(examination.of('event')).toEqual([expect.stringMatching(/^fault: .*making a project.*405/)]);
    expect(examination.of('clean-up')).toEqual([]);
  });

  it('warns when its session could not be ended', async () => {
    const url = await proxy(server().url, [[/^POST .*logout/, instead(502)]]);

    const examination = await examined({ url }, server());

    expect(examination.of('sign-out')).toEqual([expect.stringMatching(/^warning: .*502/)]);
    expect(examination.well).toBe(true);
  });
});
