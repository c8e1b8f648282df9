import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstFreeNumber, numberStem } from '../../../src/domain/estimates/estimate-number.ts';

const DAY = new Date('2026-03-02T23:59:59.999Z');
const STEM = 'Смета_2026-03-02_Дом';
/** Candidates in one look-up: few enough for one query. */
const LOOK_UP_SIZE = 32;

/** The tries at a stem, as a database would know them: `isTaken(1)` is the stem itself. */
function numbersWhere(isTaken: (n: number) => boolean) {
  const lookUps: number[] = [];
  const findTaken = async (numbers: readonly string[]) => {
    lookUps.push(numbers.length);
    if (lookUps.length > 100) throw new Error('it looks in circles');
    return new Set(numbers.filter((number) => isTaken(nOf(number))));
  };
  return { findTaken, lookUps };
}

function nOf(number: string): number {
  if (number === STEM) return 1;
  const [, digits] = /^_([1-9]\d*)$/.exec(number.slice(STEM.length)) ?? [];
  if (!number.startsWith(STEM) || digits === undefined || digits === '1') throw new Error(`no try at it: ${number}`);
  return Number(digits);
}

describe('numberStem', () => {
  it('is made of the day in UTC and the name of the project', () => {
    expect(numberStem(DAY, 'Дом у реки')).toBe('Смета_2026-03-02_Дом у реки');
  });

  it('cuts the name as late as leaves room for «_» and ten digits in 200', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }), (name) => {
        const stem = numberStem(DAY, name);
        const kept = stem.slice('Смета_2026-03-02_'.length);

        expect(name.startsWith(kept)).toBe(true);
        expect(stem.length + '_9999999999'.length).toBeLessThanOrEqual(200);
        if (kept !== name) expect(stem.length + '_9999999999'.length).toBeGreaterThanOrEqual(199);
      }),
    );
  });

  it.each([0, 1, 2, 3])('never cuts a character in two (shifted by %i)', (shift) => {
    const stem = numberStem(DAY, 'х'.repeat(shift) + '🏠'.repeat(150));

    expect(stem.isWellFormed()).toBe(true);
    expect(stem.endsWith('🏠')).toBe(true);
  });
});

describe('firstFreeNumber', () => {
  it.each([
    [[], STEM],
    [[1], `${STEM}_2`],
    [[1, 2], `${STEM}_3`],
    [[2, 3], STEM],
    [[1, 3], `${STEM}_2`],
  ])('where %j are taken is %s', async (taken, expected) => {
    const { findTaken } = numbersWhere((n) => taken.includes(n));

    expect(await firstFreeNumber(STEM, findTaken)).toBe(expected);
  });

  it('is the first gap among the first sixteen, in one look-up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 16 }), { maxLength: 15 }), async (taken) => {
        const { findTaken, lookUps } = numbersWhere((n) => taken.includes(n) || n > 16);
        const gap = Array.from({ length: 16 }, (_, index) => index + 1).find((n) => !taken.includes(n));

        expect(nOf(await firstFreeNumber(STEM, findTaken))).toBe(gap);
        expect(lookUps).toHaveLength(1);
      }),
    );
  });

  const runs = fc.oneof(fc.integer({ min: 16, max: 600 }), fc.integer({ min: 16, max: 2 ** 31 }));
  it('is the end of any unbroken run, in one look-up for each factor of sixteen and two more', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (length) => {
        const { findTaken, lookUps } = numbersWhere((n) => n <= length);

        expect(nOf(await firstFreeNumber(STEM, findTaken))).toBe(length + 1);
        expect(lookUps.length).toBeLessThanOrEqual(2 + Math.ceil(Math.log2(length + 1) / 4));
        expect(Math.max(...lookUps)).toBeLessThanOrEqual(LOOK_UP_SIZE);
      }),
      { numRuns: 500, examples: [[16], [17], [31], [32], [33], [271], [272], [100_000], [2 ** 31]] },
    );
  });

  it('costs six look-ups after a hundred thousand', async () => {
    const { findTaken, lookUps } = numbersWhere((n) => n <= 100_000);

    await firstFreeNumber(STEM, findTaken);

    expect(lookUps).toHaveLength(6);
  });

  it('is free wherever the gaps are', async () => {
    const gaps = fc.uniqueArray(fc.integer({ min: 17, max: 3_000 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 17, max: 3_000 }), gaps, async (length, free) => {
        const isTaken = (n: number) => n <= length && !free.includes(n);
        const { findTaken } = numbersWhere(isTaken);

        const found = nOf(await firstFreeNumber(STEM, findTaken));

        expect(isTaken(found)).toBe(false);
        expect(found).toBeLessThanOrEqual(length + 1);
      }),
    );
  });
});
