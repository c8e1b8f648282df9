import { describe, expect, it } from '@jest/globals';
import { bodyOf, type Draft, draftOf, emptyLine, totalOf } from '../../../../src/interfaces/web/estimates/draft.ts';
import { anEstimateWire } from './an-estimate-wire.ts';

const bricks = { name: 'Кирпич', unit: 'шт.', quantity: '10,5', unit_price: '24.50' };

function aDraft(...lines: Draft['lines']): Draft {
  return { project_id: 1, comment: '', lines };
}

describe('a draft', () => {
  it('is what the estimate was, until somebody types', () => {
    const estimate = anEstimateWire({ comment: 'Срочно' });

    const draft = draftOf(estimate);

    const items = estimate.items.map(({ total: _, ...item }) => item);
    expect(bodyOf(draft)).toEqual({ project_id: estimate.project_id, comment: 'Срочно', items });
  });

  it('has a line to begin with, which is none while it is empty', () => {
    const draft = draftOf(anEstimateWire({ items: [] }));

    expect([draft.lines.length, bodyOf(draft).items]).toEqual([1, []]);
  });

  it('is sent with points, as the server takes them, and without the keys of its lines', () => {
    const { items } = bodyOf(aDraft({ ...emptyLine(), ...bricks }, emptyLine()));

    expect(items).toEqual([{ ...bricks, quantity: '10.5' }]);
  });

  it('costs what its complete lines cost', () => {
    const unfinished = { ...emptyLine(), ...bricks, quantity: 'сто' };

    expect(totalOf(aDraft({ ...emptyLine(), ...bricks }, unfinished, emptyLine()))).toBe('257.25');
  });

  it('has a key of its own for each line', () => {
    expect(emptyLine().key).not.toBe(emptyLine().key);
  });
});
