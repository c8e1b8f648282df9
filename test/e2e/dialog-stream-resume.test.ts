import { describe, expect, it } from '@jest/globals';
import { Cast } from '../support/cast.ts';
import { databaseKinds } from '../support/databases.ts';
import { begun, tells, textsOf, toldOf } from '../support/dialog-streams.ts';
import { aDialog } from '../support/guests.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { sharedServer } from '../support/test-server.ts';

const JUNK = ['x', '-1', '1.5', '1e3', "1'--", '9'.repeat(15), '9'.repeat(40)];
/** As many as the answer to a guest shows. */
const MESSAGES = 48;

describe.each(databaseKinds())('resuming a dialog, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { RATE_LIMIT: 'off', SSE_HEARTBEAT_INTERVAL: '100' } });
  const cast = Cast.at(server);
  const open = rawStreams(server);
  const say = (id: number, text: string) => cast().well('manager', `POST /api/dialogs/${id}/messages`, { text });
  const aTalk = async (...texts: string[]) => {
    const { dialog, guest } = await aDialog(cast());
    const said = [];
    for (const text of texts) said.push(await say(dialog.id, text));
    const resume = (lastEventId?: number | string, query = '') => {
      const from = lastEventId === undefined ? {} : { lastEventId };
      return open(`/api/dialogs/${dialog.id}/events?${guest}${query}`, from);
    };
    return { id: dialog.id as number, guest, said, resume };
  };

  it('from 0 begins with the first message that is kept', async () => {
    const { said, resume } = await aTalk('а', 'б', 'в');

    const stream = await resume(0);
    await tells(stream, said[2].id);

    expect(textsOf(stream)).toEqual(['а', 'б', 'в']);
    expect(await begun(stream)).toBe(0);
    expect(stream.text).not.toContain('system.resync');
  });

  it('goes on behind the message that came last, and a newcomer begins now', async () => {
    const { id, said, resume } = await aTalk('а', 'б', 'в');
    const whole = await resume(0);
    await tells(whole, said[2].id);
    const place = toldOf(whole)[0]?.position ?? 0;

    const ways = [await resume(place), await resume(undefined, `&last_event_id=${place}`)];
    ways.push(await resume(undefined, `&lastEventId=${place}`), await resume(place, '&last_event_id=0'));
    const newcomer = await resume();
    await begun(newcomer);
    const next = await say(id, 'г');
    await Promise.all([...ways, newcomer].map((stream) => tells(stream, next.id)));

    for (const stream of ways) expect(textsOf(stream)).toEqual(['б', 'в', 'г']);
    expect(textsOf(newcomer)).toEqual(['г']);
  });

  it('goes on from any sign of life, however much others wrote meanwhile', async () => {
    const { id, resume } = await aTalk();
    const other = await aTalk();
    const quiet = await resume();
    const hello = await begun(quiet);
    const far = await say(other.id, 'у других');
    const tail = await open(`/api/dialogs/${other.id}/events?${other.guest}`, { lastEventId: 0 });
    await tells(tail, far.id);
    const beyond = toldOf(tail)[0]?.position ?? 0;
    const beats = () => [...quiet.text.matchAll(/: heartbeat\nid: (\d+)\n\n/g)].map(([, position]) => Number(position));
    await quiet.until(() => beats().some((position) => position >= beyond));

    const streams = await Promise.all([hello, beats()[0], beats().at(-1)].map((position) => resume(position)));
    const said = await say(id, 'своё');
    await Promise.all(streams.map((stream) => tells(stream, said.id)));

    for (const stream of streams) expect(textsOf(stream)).toEqual(['своё']);
    expect(beats()).toEqual([...beats()].sort((one, another) => one - another));
  });

  it.each([
    ['guest', 'nobody', 'POST /api/widget/dialogs?'],
    ['operator', 'admin', 'GET /api/dialogs/:id/messages?limit=200&'],
  ] as const)('from an answer to a %s misses nothing, while others write', async (_who, viewer, call) => {
    const [{ id, guest, resume }, other] = [await aTalk(), await aTalk()];
    const follow = async () => {
      const { body, headers } = await cast().as(viewer, call.replace(':id', String(id)) + guest);
      const shown: number[] = (body.messages ?? body.items).map((message: { id: number }) => message.id);
      return { shown, stream: await resume(headers.get('X-Stream-Position') ?? 'none') };
    };

    const all: number[] = [];
    const followed = [];
    for (let n = 0; n < MESSAGES; n += 3) {
      const writing = [say(id, 'а'), say(other.id, 'у других'), say(id, 'б'), say(other.id, 'у других'), say(id, 'в')];
      followed.push(await follow()); // while they are written
      const said = await Promise.all(writing);
      all.push(...said.filter((message) => message.dialog_id === id).map((message) => message.id));
    }
    await Promise.all(followed.map(({ stream }) => tells(stream, Math.max(...all))));

    const sorted = (ids: Iterable<number>) => [...new Set(ids)].sort((one, another) => one - another);
    expect(followed).toHaveLength(MESSAGES / 3);
    for (const { shown, stream } of followed) {
      const told = toldOf(stream).map((message) => message.id);
      expect(told).toEqual(sorted(told));
      expect(sorted([...shown, ...told])).toEqual(sorted(all));
      expect(stream.text).not.toContain('system.resync');
    }
    expect(followed.some(({ shown, stream }) => shown.length > 0 && toldOf(stream).length > 0)).toBe(true);
  });

  it.each(JUNK)('from %j tells the client to fetch anew, and goes on live', async (position) => {
    const { id, resume } = await aTalk('а');

    const stream = await resume(position);
    const hello = await begun(stream);
    const next = await say(id, 'б');
    await tells(stream, next.id);

    const [, oldest, newest] =
      /^event: system\.resync\nid: \d+\ndata: \{"reason":"unknown","oldest":(\d+),"newest":(\d+)\}$/.exec(
        stream.blocks[1] ?? '',
      ) ?? [];
    expect(Number(oldest)).toBeLessThanOrEqual(Number(newest));
    expect(hello).toBeGreaterThanOrEqual(Number(newest));
    expect(textsOf(stream)).toEqual(['б']);
  });
});
