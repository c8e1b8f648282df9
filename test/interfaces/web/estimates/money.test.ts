import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decimal } from '../../../../src/domain/shared/decimal.ts';
import { amount, lineTotal, money, sum } from '../../../../src/interfaces/web/estimates/money.ts';

/** A decimal string as the wire allows it. */
const decimal = (whole: number, decimals: number) =>
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** BigInt(whole) - 1n }), fc.integer({ min: 0, max: decimals }), fc.nat())
    .map(([units, places, part]) =>
      places === 0 ? `${units}` : `${units}.${String(part).padEnd(places, '0').slice(0, places)}`,
    );

describe('what a line costs, as one types,', () => {
  it('is what the server will make of it', () => {
    fc.assert(
      fc.property(decimal(9, 3), decimal(12, 2), (quantity, price) => {
        const server = Decimal.parse(quantity).times(Decimal.parse(price)).toFixed(2);
        expect(lineTotal(quantity, price)).toBe(server);
        expect(lineTotal(quantity.replace('.', ','), price.replace('.', ','))).toBe(server);
      }),
    );
  });

  it.each([
    ['', '1'],
    ['1', ''],
    ['1.2345', '1'],
    ['1', '1.234'],
    ['-1', '1'],
    ['1e3', '1'],
    ['одна', '1'],
  ])('is nothing while %j at %j is no number that the server takes', (quantity, price) => {
    expect(lineTotal(quantity, price)).toBeNull();
  });
});

describe('amounts', () => {
  it('are added without a float: a kopeck stays a kopeck', () => {
    expect(sum(['9007199254740993.01', '0.01'])).toBe('9007199254740993.02');
    expect(sum([])).toBe('0.00');
  });

  it('are written as people of the language write them, with all digits', () => {
    expect(money('9007199254740993.01', 'ru').replace(/\s/g, ' ')).toBe('9 007 199 254 740 993,01 ₽');
    expect(money('1250.50', 'en')).toBe('₽1,250.50');
    expect([amount('332.4', 'ru'), amount('1000.125', 'en')]).toEqual(['332,4', '1,000.125']);
  });
});
