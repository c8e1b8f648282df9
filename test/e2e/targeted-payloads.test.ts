import { describe, expect, it } from '@jest/globals';
import { signedInCrew } from '../support/crew.ts';
import { blockWith } from '../support/raw-streams.ts';
import { idOf, named, sendAs, targetedStreams, told, toldBy } from '../support/targeted-streams.ts';
import { sharedServer } from '../support/test-server.ts';

/** As texts of JSON: the payload alone is the data, on one line. */
const PAYLOADS: [string, string][] = [
  ['an object, in its own order', '{"z":1,"a":{"y":null,"b":[]},"я":"да"}'],
  ['a text of several lines', '"раз\\nдва\\r\\nтри\\rчетыре"'],
  ['line separators that are none here', '"\u2028 \u2029 \u0085 \\u000b"'],
  ['emoji', '"👷🏽‍♀️🏗️"'],
  ['half of a surrogate pair', '"\\ud800"'],
  ['NUL', '"\\u0000"'],
  ['null', 'null'],
  ['a number', '-0.5'],
  ['a text that begins like a field', '"data: x\\n\\nevent: forged\\nid: 7"'],
];

describe('what is sent', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const send = (body: object) => sendAs(crew().admin, server(), body);

  it.each(PAYLOADS)('arrives as it is, stored or not: %s', async (_what, json) => {
    const stream = await streams.raw(crew().foreman);
    const reader = await streams.listen(crew().foreman);
    const { id } = server().staff.foreman;

    await send({ type: 'note', data: JSON.parse(json) });
    await send({ type: 'note', data: JSON.parse(json), target: { userId: id } });
    await send({ type: 'mark', data: 1, target: { userId: id } });
    await Promise.all([told(reader, 1, 'mark'), blockWith(stream, 'event: mark')]);

    const [unstored, stored] = named(stream, 'note');
    expect(unstored).toBe(`event: note\ndata: ${json}`);
    expect(stored).toBe(`event: note\nid: ${idOf(stored)}\ndata: ${json}`);
    expect(toldBy(reader)).toEqual([JSON.parse(json), JSON.parse(json)]);
    expect(stream.text).not.toMatch(/^event: forged/m);
  });

  it('has the name that it was given, whatever its letters', async () => {
    const stream = await streams.raw(crew().foreman);
    const names = ['новое: сообщение', ' spaced ', 'id', 'data:', '🏗', 'x'.repeat(200)];

    for (const type of names) await send({ type, data: 1, target: { userId: server().staff.foreman.id } });
    for (const type of names) await blockWith(stream, `event: ${type}\n`);

    const heard = stream.blocks.slice(2).map((block) => block.split('\n')[0]);
    expect(heard).toEqual(names.map((type) => `event: ${type}`));
  });
});
