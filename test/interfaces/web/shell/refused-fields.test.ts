import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../../../src/interfaces/web/shell/caller.ts';
import { refusedFields } from '../../../../src/interfaces/web/shell/refused-fields.ts';

const line = { name: 'Кирпич', unit: 'шт.', quantity: 'сто', unit_price: '1' };
const asked = { comment: 'Срочно', items: [line], foreman_ids: [4, 7] };
const DECIMAL = 'Число от 0, до трёх знаков после запятой';

function refusal(...paths: string[]): Refusal {
  const errors = paths.map((path) => ({ path, message: 'must be different' }));
  const problem = { type: 'about:blank', title: '', status: 422, detail: '', code: 'validation_failed', errors };
  return new Refusal(problem, asked);
}

describe('what was refused of a form', () => {
  it('is said at its field, and at no other', () => {
    const refused = refusedFields(refusal('items.0.quantity'), asked, 'ru');

    expect(refused('items.0.quantity')).toBe(DECIMAL);
    expect(['items.0.name', 'items.1.quantity', 'comment', 'item'].map(refused)).toEqual(Array(4).fill(undefined));
  });

  it('is said at the field of which it is a part', () => {
    expect(refusedFields(refusal('foreman_ids.1'), asked, 'ru')('foreman_ids')).toBe('Не больше тысячи');
  });

  it('is said no more of what has been corrected, but on of the others', () => {
    const present = { ...asked, items: [{ ...line, quantity: '100' }] };

    const refused = refusedFields(refusal('items.0.quantity', 'comment'), present, 'ru');

    expect([refused('items.0.quantity'), refused('comment')]).toEqual([undefined, 'Не длиннее 4000 знаков']);
  });

  it('is not said of a line that has come into the place of the one that was refused', () => {
    const present = { ...asked, items: [{ ...line, quantity: '5' }, line] };

    expect(refusedFields(refusal('items.0.quantity'), present, 'ru')('items.0.quantity')).toBeUndefined();
  });

  it('is nothing where nobody answered, or where another reason was given', () => {
    const locked = new Refusal({ type: '', title: '', status: 409, detail: '', code: 'estimate_locked' }, asked);

    const said = [null, new TypeError('Failed to fetch'), locked].map((error) =>
      refusedFields(error, asked, 'ru')('comment'),
    );

    expect(said).toEqual(Array(3).fill(undefined));
  });
});
