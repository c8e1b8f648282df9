import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { sharedRead } from '../../../src/infrastructure/event-log/shared-read.ts';

const KEPT = { keptMs: 60_000, most: 2 };

/** Answers how often it was asked, in all. */
function counting() {
  let times = 0;
  return async (_question: string) => ++times;
}

describe('a shared read', () => {
  it('is one for all who ask the same in one turn, and begins after the last of them', async () => {
    const asked: string[] = [];
    const read = sharedRead(String, async (question: string) => asked.push(question));

    const answers = Promise.all([read('one'), read('other'), read('one')]);
    const before = [...asked];

    expect(await answers).toEqual([1, 2, 1]);
    expect(before).toEqual([]);
  });

  it('is made anew for whoever asks while it is under way', async () => {
    const read = sharedRead(String, counting());
    const first = read('one');
    await new Promise((resolve) => setImmediate(resolve));

    expect([await read('one'), await first]).toEqual([2, 1]);
  });

  it('is given to those who come later where it is kept, but no more than are kept', async () => {
    const read = sharedRead(String, counting(), KEPT);
    for (const question of ['one', 'two', 'one', 'three']) await read(question);

    expect([await read('three'), await read('two'), await read('one')]).toEqual([3, 2, 4]);
  });

  it('is kept no longer than it says', async () => {
    const read = sharedRead(String, counting(), { ...KEPT, keptMs: 1 });
    await read('one');
    await delay(50);

    expect(await read('one')).toBe(2);
  });

  it('that failed is not kept', async () => {
    let times = 0;
    const read = sharedRead(String, async () => (++times === 1 ? Promise.reject(new Error('away')) : times), KEPT);

    await expect(read('one')).rejects.toThrow('away');
    expect(await read('one')).toBe(2);
  });
});
