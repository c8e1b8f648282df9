import { describe, expect, it } from '@jest/globals';
import { type Column, nextSorting, sorted } from '../../../../src/interfaces/web/estimates/sorting.ts';
import { anEstimateWire } from './an-estimate-wire.ts';

const ESTIMATES = [
  anEstimateWire({ id: 3, number: 'Смета 10', total: '900.05', status_code: 'submitted', project_name: 'Ёлка' }),
  anEstimateWire({ id: 2, number: 'Смета 2', total: '10000.00', status_code: 'draft', project_name: 'Дом' }),
  anEstimateWire({ id: 1, number: 'Смета 1', total: '900.50', status_code: 'rejected', project_name: 'Жильё' }),
];

function order(column: Column, descending = false): number[] {
  return sorted(ESTIMATES, { column, descending }).map(({ id }) => id);
}

describe('the table', () => {
  it('has numbers in the order of numbers, and money in that of money', () => {
    expect([order('number'), order('total')]).toEqual([
      [1, 2, 3],
      [3, 1, 2],
    ]);
  });

  it('has words in the order of the Russian alphabet, and a status in that of its life', () => {
    expect([order('project_name'), order('status_code')]).toEqual([
      [2, 3, 1],
      [2, 3, 1],
    ]);
  });

  it('turns round', () => {
    expect(order('total', true)).toEqual([2, 1, 3]);
  });

  it('is sorted up, down, and as it came, and by another column up again', () => {
    const up = nextSorting(null, 'total');
    const down = nextSorting(up, 'total');

    expect([up, down, nextSorting(down, 'total'), nextSorting(down, 'number')]).toEqual([
      { column: 'total', descending: false },
      { column: 'total', descending: true },
      null,
      { column: 'number', descending: false },
    ]);
    expect(sorted(ESTIMATES, null)).toBe(ESTIMATES);
  });
});
