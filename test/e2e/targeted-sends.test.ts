import { describe, expect, it } from '@jest/globals';
import { signedInCrew } from '../support/crew.ts';
import type { StreamReader } from '../support/stream-reader.ts';
import { sendAs, sendInside, targetedStreams, told, toldBy } from '../support/targeted-streams.ts';
import { type Staff, sharedServer } from '../support/test-server.ts';

type Target = Record<string, unknown>;
type Who = 'phone' | 'desk' | 'second' | 'office' | 'shadow';
const ALL: readonly Who[] = ['phone', 'desk', 'second', 'office', 'shadow'];

/** Each condition, alone and with others; and who is meant. */
const TARGETS: [string, (staff: Staff) => Target | undefined, readonly Who[]][] = [
  ['no target', () => undefined, ALL],
  ['an empty target', () => ({}), ALL],
  ['a client', () => ({ clientId: 'phone' }), ['phone']],
  ['a client that is not there', () => ({ clientId: 'nobody' }), []],
  ['a session', () => ({ sessionId: 's-desk' }), ['desk']],
  ['a user, as a number', ({ foreman }) => ({ userId: foreman.id }), ['phone', 'desk']],
  ['a user, as text', ({ foreman }) => ({ userId: String(foreman.id) }), ['phone', 'desk']],
  ['a user whom an admin listens for', ({ foreman2 }) => ({ userId: foreman2.id }), ['second', 'shadow']],
  ['a user who is away', ({ admin }) => ({ userId: admin.id }), []],
  ['a role', () => ({ role: 'foreman' }), ['phone', 'desk', 'second', 'shadow']],
  ['a role that nobody has here', () => ({ role: 'admin' }), []],
  ['a user on one client', ({ foreman }) => ({ userId: foreman.id, clientId: 'desk' }), ['desk']],
  ["a user on another's client", ({ foreman2 }) => ({ userId: foreman2.id, clientId: 'desk' }), []],
  ['a role in one session', () => ({ role: 'foreman', sessionId: 's-phone' }), ['phone']],
  ["a role in another's session", () => ({ role: 'manager', sessionId: 's-phone' }), []],
  [
    'all four',
    ({ foreman: { id } }) => ({ role: 'foreman', userId: id, clientId: 'desk', sessionId: 's-desk' }),
    ['desk'],
  ],
  [
    'all four, one of them wrong',
    ({ foreman: { id } }) => ({ role: 'admin', userId: id, clientId: 'desk', sessionId: 's-desk' }),
    [],
  ],
];

describe('a targeted send', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const send = (body: Target) => sendAs(crew().admin, server(), body);

  async function everybody(): Promise<Record<Who, StreamReader>> {
    const { foreman2: shadowed } = server().staff;
    const [phone, desk, second, office, shadow] = await Promise.all([
      streams.listen(crew().foreman, { clientId: 'phone', sessionId: 's-phone' }),
      streams.listen(crew().foreman, { clientId: 'desk', sessionId: 's-desk' }),
      streams.listen(crew().foreman2),
      streams.listen(crew().manager),
      streams.listen(crew().admin, { userId: shadowed.id }),
    ]);
    return { phone, desk, second, office, shadow };
  }

  /** What was sent before, stored or not, was told before this. */
  async function settled(readers: Record<Who, StreamReader>): Promise<void> {
    for (const { id } of Object.values(server().staff)) {
      await send({ type: 'mark', data: 'stored', target: { userId: id } });
    }
    await send({ type: 'mark', data: 'unstored' });
    for (const reader of Object.values(readers)) {
      await Promise.all([told(reader, 'stored', 'mark'), told(reader, 'unstored', 'mark')]);
    }
  }

  it.each(TARGETS)('with %s reaches whoever it fits and nobody else, and says how many', async (_to, of, meant) => {
    const readers = await everybody();
    const target = of(server().staff);

    const { status, body } = await send({ type: 'note', data: { n: 1 }, target });
    await settled(readers);

    expect([status, body]).toEqual([202, { delivered: meant.length }]);
    for (const who of ALL) {
      expect([who, toldBy(readers[who])]).toEqual([who, meant.includes(who) ? [{ n: 1 }] : []]);
    }
  });

  it('arrives in the order of the sends', async () => {
    const reader = await streams.listen(crew().foreman);
    const { id } = server().staff.foreman;
    const numbers = Array.from({ length: 30 }, (_, n) => n);

    for (const n of numbers) await send({ type: 'note', data: n, ...(n % 3 === 0 ? { target: { userId: id } } : {}) });
    await send({ type: 'mark', data: 'end', target: { userId: id } });
    await told(reader, 'end', 'mark');

    const heard = toldBy(reader) as number[];
    const stored = (n: number) => n % 3 === 0;
    expect(heard.filter(stored)).toEqual(numbers.filter(stored));
    expect(heard.filter((n) => !stored(n))).toEqual(numbers.filter((n) => !stored(n)));
  });

  it('is heard by a fast reader also where hundreds are sent in one turn', async () => {
    const reader = await streams.listen(crew().foreman);
    const numbers = Array.from({ length: 500 }, (_, n) => ({ n, text: 'ж'.repeat(500) }));

    const delivered = await Promise.all(numbers.map((data) => sendInside(server(), {}, 'note', data)));
    await told(reader, numbers.at(-1));

    expect(new Set(delivered)).toEqual(new Set([1]));
    expect(toldBy(reader)).toEqual(numbers);
    expect(reader.errors).toBe(0);
  });
});
