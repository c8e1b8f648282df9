import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LogPool } from '../../src/infrastructure/event-log/log-pool.ts';
import { RetentionSweeper } from '../../src/infrastructure/event-log/retention-sweeper.ts';
import { call } from '../support/calls.ts';
import { Client } from '../support/client.ts';
import { databaseKinds } from '../support/databases.ts';
import { FrontOffice } from '../support/front-office.ts';
import { age } from '../support/log-rows.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { Restarts } from '../support/restarts.ts';
import { resyncsOf, type Way, waysOf } from '../support/resuming.ts';
import { PASSWORD, sharedServer } from '../support/test-server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An admin at a server with one dialog, who can make something come on every stream. */
class Office {
  private said = 0;

  private constructor(
    private readonly url: string,
    readonly token: string,
    private readonly dialog: number,
  ) {}

  static async at(url: string, email: string): Promise<Office> {
    const { token } = await Client.signInAt(url, email, PASSWORD);
    const front = new FrontOffice(url, token);
    const { id } = await front.well('POST /api/assistants', { name: 'Анна' });
    const dialog = await front.well(`POST /api/widget/dialogs?assistant_id=${id}&guest_id=guest-of-the-test`);
    return new Office(url, token, dialog.id);
  }

  /** Where this server has which stream. */
  get paths(): Record<string, string> {
    return { role: '/api/v1/sse/events', dialog: `/api/dialogs/${this.dialog}/events`, targeted: '/api/sse' };
  }

  /** Something new on each kind of stream; answers its mark. */
  async speak(): Promise<string> {
    const [front, mark] = [new FrontOffice(this.url, this.token), `mark-${++this.said}`];
    await front.well('POST /api/v1/projects', { name: mark });
    await front.reply(this.dialog, mark);
    const { body } = await call(this.url, 'GET /api/v1/auth/me', { token: this.token });
    await front.well('POST /api/sse/send', { type: 'note', data: mark, target: { userId: body.id } });
    return mark;
  }

  /** Opens all of these from there, and says what each was told about its history, once it is live. */
  async askedBy(ways: readonly Way[], lastEventId: string): Promise<Record<string, string[]>> {
    const streams: RawStream[] = await Promise.all(ways.map((way) => way.resume(lastEventId)));
    for (const stream of streams) await stream.until(() => stream.blocks.length > 0);
    const mark = await this.speak();
    await Promise.all(streams.map((stream) => stream.until(() => stream.has(mark))));
    return Object.fromEntries(ways.map(({ name }, n) => [name, resyncsOf(streams[n] as RawStream)]));
  }

  async poll(after: string): Promise<string> {
    const { status, body } = await call(this.url, `GET /api/v1/events?after=${after}`, { token: this.token });
    return `${status} ${body.code}`;
  }

  /** The newest position that a client knows. */
  async position(): Promise<number> {
    const { body } = await call(this.url, 'GET /api/v1/events', { token: this.token });
    return body.head;
  }
}

const all = (ways: readonly Way[], reasons: string[]) => Object.fromEntries(ways.map(({ name }) => [name, reasons]));

describe.each(databaseKinds())('a position whose history is gone, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { SSE_MAX_CONNECTIONS_PER_USER: '0', RATE_LIMIT: 'off' } });
  const open = rawStreams(server);
  const pool = () => server().container.resolve<LogPool>(LogPool);
  let office: Office;
  let ways: Way[];
  let old: number;
  beforeAll(async () => {
    office = await Office.at(server().url, server().staff.admin.email);
    ways = waysOf(open, office.token, office.paths);
    await office.speak();
    old = (await office.position()) - 1;
    await office.speak();
    await age(pool(), 8);
    const retention = { eventDays: 7, sessionTtlMs: DAY_MS };
    await new RetentionSweeper(pool(), retention, server().log.logger).sweep(new Date());
    await office.speak();
  });

  it.each<[string, string, () => number | string]>([
    ['too old', 'expired', () => old],
    ['of a jump, which no event ever had', 'unknown', () => 7],
    ['from the future', 'unknown', () => old + 1_000_000],
  ])(
    '%s is told as «%s» once, by every stream and however it is asked, and 410 to who polls',
    async (_what, reason, position) => {
      const told = await office.askedBy(ways, `${position()}`);

      expect(ways).toHaveLength(9);
      expect(told).toEqual(all(ways, [reason]));
      expect(await office.poll(`${position()}`)).toBe('410 history_gone');
    },
  );

  it.each(['abc', '-1', '1.5', '0x10', `${'9'.repeat(40)}`])(
    'that is %j and no number is told as «unknown» once, and refused to who polls',
    async (position) => {
      expect(await office.askedBy(ways, position)).toEqual(all(ways, ['unknown']));
      expect(await office.poll(position)).toBe('422 validation_failed');
    },
  );

  it('that is known is told nothing', async () => {
    const known = `${await office.position()}`;

    expect(await office.askedBy(ways, known)).toEqual(all(ways, []));
    expect(await office.askedBy(ways, '0')).toEqual(all(ways, []));
    expect(await office.poll(known)).toBe('200 undefined');
  });
});

describe('a position of the embedded database', () => {
  const settings = { SSE_MAX_CONNECTIONS_PER_USER: '0', RATE_LIMIT: 'off' };
  const [one, other] = [new Restarts(settings), new Restarts(settings)];
  const at: { url: string } = { url: '' };
  const open = rawStreams(() => at);
  afterEach(() => one.stop());
  afterAll(async () => {
    await one.remove();
    await other.remove();
  });
  const office = (server: Restarts) => {
    at.url = server.inside;
    return Office.at(at.url, server.staff.admin.email);
  };

  it('that a power cut took back is told as «unknown» once after the restart, the last one kept is not', async () => {
    await one.start();
    const before = await office(one);
    await before.speak();
    const last = await before.position();
    await one.stop();
    await one.start();
    const after = await Office.at(one.inside, one.staff.admin.email);
    at.url = one.inside;
    const ways = waysOf(open, after.token, after.paths);

    expect(await after.askedBy(ways, `${last}`)).toEqual(all(ways, []));
    expect(await after.askedBy(ways, `${last + 1}`)).toEqual(all(ways, ['unknown']));
    expect(await after.poll(`${last + 1}`)).toBe('410 history_gone');
  });

  it('of another data folder is told as «unknown» once, whichever is the older', async () => {
    await one.start();
    await other.start();
    const [first, second] = [await office(one), await office(other)];
    const positions = [await first.position(), await second.position()] as const;
    const there = waysOf(open, second.token, second.paths);
    expect(await second.askedBy(there, `${positions[0]}`)).toEqual(all(there, ['unknown']));
    expect(await second.poll(`${positions[0]}`)).toBe('410 history_gone');

    at.url = one.inside;
    const here = waysOf(open, first.token, first.paths);
    expect(await first.askedBy(here, `${positions[1]}`)).toEqual(all(here, ['unknown']));
    expect(await first.poll(`${positions[1]}`)).toBe('410 history_gone');
  });
});
