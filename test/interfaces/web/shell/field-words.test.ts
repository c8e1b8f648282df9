import { describe, expect, it } from '@jest/globals';
import { rowWords, ruleWords } from '../../../../src/interfaces/web/shell/field-words.ts';

describe('a field that was refused', () => {
  it.each([
    ['name', 'must not be blank', 'Название: От 1 до 200 знаков, не одни пробелы'],
    [
      'items',
      'Too big: expected array to have <=1000 items',
      'Строки: Не больше тысячи: остальные запишите в другую смету',
    ],
    ['foreman_ids.0', 'Too big', 'Прорабы: Не больше тысячи'],
    ['toString', 'is not known here', 'toString: Сервер этого не принял: проверьте и попробуйте ещё раз'],
    ['items.0.colour', 'is not known here', 'items.0.colour: Сервер этого не принял: проверьте и попробуйте ещё раз'],
  ])('%s is named, with what it takes or what to do', (path, message, said) => {
    expect(rowWords({ path, message }, 'ru')).toBe(said);
  });

  it.each(['must not contain NUL', 'must be well-formed Unicode'])(
    'is said to hold what is not stored: it %s',
    (message) => {
      expect(ruleWords({ path: 'comment', message }, 'en')).toMatch(/^Here are characters that can’t be stored/);
    },
  );

  it('is spoken of in the language of whoever reads, not in the words of the server', () => {
    const row = { path: 'items.0.unit_price', message: 'must be a decimal string ≥ 0 with at most 2 decimals' };

    expect([ruleWords(row, 'ru'), ruleWords(row, 'en')]).toEqual([
      'Число от 0, до двух знаков после запятой',
      'A number from 0, with two decimals at most',
    ]);
  });
});
