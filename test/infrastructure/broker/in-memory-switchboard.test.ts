import { describe, expect, it } from '@jest/globals';
import type { Target } from '../../../src/usecases/ports/switchboard.ts';
import { aNotice, aSwitchboard, isMeant, type LineName, RecordingLine } from './recording-line.ts';

/** Two people with two devices each, one device of the first in two sessions' worth of names, and an admin. */
const CREW: LineName[] = [
  { userId: 1, clientId: 'phone', sessionId: 's1', role: 'foreman' },
  { userId: 1, clientId: 'desk', sessionId: 's2', role: 'foreman' },
  { userId: 1, clientId: 'phone', sessionId: 's2', role: 'foreman' },
  { userId: 2, clientId: 'tablet', sessionId: 's3', role: 'foreman' },
  { userId: 3, clientId: 'office', sessionId: 's4', role: 'manager' },
];
const WANTED = {
  clientId: [undefined, 'phone', 'desk', 'nobody'],
  userId: [undefined, 1, 2, 9],
  sessionId: [undefined, 's1', 's2', 'user:1'],
  role: [undefined, 'foreman', 'manager', 'admin'],
} as const;
const TARGETS: Target[] = WANTED.clientId.flatMap((clientId) =>
  WANTED.userId.flatMap((userId) =>
    WANTED.sessionId.flatMap((sessionId) => WANTED.role.map((role) => ({ clientId, userId, sessionId, role }))),
  ),
);

describe('a send over the switchboard', () => {
  it('reaches those for whom every given condition holds and nobody else, and says how many they are', async () => {
    const sizes = new Set<number>();
    for (const target of TARGETS) {
      const { switchboard, lines } = aSwitchboard(...CREW);
      const meant = lines.filter((line) => isMeant(line, target));

      const counted = await switchboard.count(target);
      const taken = await switchboard.send(target, aNotice('x'));

      expect({ target, heard: lines.filter(({ heard }) => heard.length > 0) }).toEqual({ target, heard: meant });
      expect([counted, taken]).toEqual([meant.length, meant.length]);
      sizes.add(meant.length);
    }
    expect(TARGETS).toHaveLength(256);
    expect([...sizes].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('reaches everybody where no condition is given, and is no trouble where nobody is there', async () => {
    const { switchboard, lines } = aSwitchboard(...CREW);
    const empty = aSwitchboard().switchboard;

    expect(await switchboard.send({}, aNotice('x'))).toBe(5);
    expect(lines.map(({ heard }) => heard)).toEqual(CREW.map(() => ['x']));
    expect([await empty.count({}), await empty.send({}, aNotice('x'))]).toEqual([0, 0]);
  });

  it('counts only those who took it', async () => {
    const { switchboard } = aSwitchboard({ clientId: 'a' });
    switchboard.connect(new RecordingLine({ clientId: 'b' }, () => false));

    expect(await switchboard.send({}, aNotice('x'))).toBe(1);
  });

  it('is no more for whoever left, however often he says so', async () => {
    const { switchboard, lines, leaves } = aSwitchboard(...CREW);

    leaves[0]?.();
    leaves[0]?.();

    expect(await switchboard.send({ userId: 1 }, aNotice('x'))).toBe(2);
    expect(await switchboard.count({ clientId: 'phone' })).toBe(1);
    expect(lines[0]?.heard).toEqual([]);
  });

  it('arrives in the order of the sends, whatever their targets', async () => {
    const { switchboard, lines } = aSwitchboard(...CREW);
    const targets: Target[] = [{}, { role: 'foreman' }, {}, { userId: 1, role: 'foreman' }, { clientId: 'phone' }, {}];

    await Promise.all(targets.map((target, n) => switchboard.send(target, aNotice(n))));

    const numbers = (line: RecordingLine) => targets.flatMap((target, n) => (isMeant(line, target) ? [`${n}`] : []));
    expect(lines.map(({ heard }) => heard)).toEqual(lines.map(numbers));
    expect(lines[0]?.heard).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  it('is joined with its neighbours of one turn: one object for all lines, and at most a hundred in it', async () => {
    const { switchboard, lines } = aSwitchboard(...CREW);

    const taken = await Promise.all(Array.from({ length: 250 }, (_, n) => switchboard.send({}, aNotice(n))));

    const [first, ...others] = lines.map(({ batches }) => batches);
    expect(first?.map(({ notices }) => notices.length)).toEqual([100, 100, 50]);
    for (const batches of others) expect(batches.map((batch, n) => batch === first?.[n])).toEqual([true, true, true]);
    expect(new Set(taken)).toEqual(new Set([5]));
    expect(lines[4]?.heard).toEqual(Array.from({ length: 250 }, (_, n) => String(n)));
  });

  it('is not joined with what was sent to others, nor with what comes a turn later', async () => {
    const { switchboard, lines } = aSwitchboard(...CREW);

    const sends = [switchboard.send({ userId: 1 }, aNotice(1)), switchboard.send({ userId: 2 }, aNotice(2))];
    await Promise.all([...sends, switchboard.send({ userId: 1 }, aNotice(3))]);
    await switchboard.send({ userId: 1 }, aNotice(4));

    expect(lines[0]?.batches.map(({ notices }) => notices.map(({ data }) => data))).toEqual([['1'], ['3'], ['4']]);
  });

  it('drops a line that throws, says so once, and hurts nobody else', async () => {
    const { switchboard, lines, logged } = aSwitchboard({ clientId: 'before' });
    const broken = new RecordingLine({ clientId: 'broken' }, () => {
      throw new Error('no such socket');
    });
    switchboard.connect(broken);
    const after = new RecordingLine({ clientId: 'after' });
    switchboard.connect(after);

    const taken = [await switchboard.send({}, aNotice(1)), await switchboard.send({}, aNotice(2))];

    expect(taken).toEqual([2, 2]);
    expect([lines[0]?.heard, broken.heard, after.heard]).toEqual([['1', '2'], ['1'], ['1', '2']]);
    expect(await switchboard.count({ clientId: 'broken' })).toBe(0);
    expect(logged).toMatchObject([{ err: { message: 'no such socket' } }]);
  });
});
