import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lineTotal, sameItems, totalOf } from '../../../src/domain/estimates/estimate-snapshot.ts';
import { Decimal } from '../../../src/domain/shared/decimal.ts';
import { anItem } from '../builders.ts';

/** A line in whole thousandths of a piece and whole kopecks. */
const line = fc.record({ thousandths: fc.bigInt({ min: 0n, max: 10n ** 12n }), kopecks: fc.bigInt(0n, 10n ** 12n) });
type Line = { thousandths: bigint; kopecks: bigint };

function itemOf({ thousandths, kopecks }: Line) {
  return anItem(shifted(thousandths, 3), shifted(kopecks, 2));
}

/** The whole kopecks of a line, half up. */
function kopecksOf({ thousandths, kopecks }: Line): bigint {
  return (thousandths * kopecks + 500n) / 1000n;
}

function shifted(units: bigint, digits: number): string {
  const text = units.toString().padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

describe('the sums of an estimate', () => {
  it('round each line half up to kopecks', () => {
    fc.assert(
      fc.property(line, (one) => {
        expect(lineTotal(itemOf(one)).toFixed(2)).toBe(shifted(kopecksOf(one), 2));
      }),
      { numRuns: 500 },
    );
  });

  it('add up the rounded lines', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const sum = lines.reduce((kopecks, one) => kopecks + kopecksOf(one), 0n);

        expect(totalOf(lines.map(itemOf)).toFixed(2)).toBe(shifted(sum, 2));
      }),
    );
  });

  it('are not the rounded sum of exact lines', () => {
    const halves = [anItem('0.005', '1'), anItem('0.005', '1'), anItem('0.005', '1')];

    expect(totalOf(halves).toFixed(2)).toBe('0.03');
  });

  it('are zero without items', () => {
    expect(totalOf([]).toFixed(2)).toBe('0.00');
  });
});

describe('sameItems', () => {
  const [brick, sand] = [anItem('1.50', '2.00'), anItem('3', '4', 'Песок')];

  it('compares numbers by their value', () => {
    expect(sameItems([brick, sand], [anItem('1.5', '2'), sand])).toBe(true);
    expect(sameItems([], [])).toBe(true);
  });

  it.each([
    ['another order', [sand, brick]],
    ['one less', [brick]],
    ['one more', [brick, sand, sand]],
    ['another name', [{ ...brick, name: 'Бетон' }, sand]],
    ['another unit', [{ ...brick, unit: 'м³' }, sand]],
    ['another quantity', [{ ...brick, quantity: Decimal.parse('1.501') }, sand]],
    ['another price', [{ ...brick, unitPrice: Decimal.parse('2.01') }, sand]],
  ])('sees a difference in %s', (_what, items) => {
    expect(sameItems([brick, sand], items)).toBe(false);
    expect(sameItems(items, [brick, sand])).toBe(false);
  });
});
