import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decimal } from '../../../src/domain/shared/decimal.ts';

/** A number as the tests know it: `units` of 10^-`scale`, of any size and either sign. */
const anyNumber = fc.record({ units: fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), scale: fc.nat(12) });
type Units = { units: bigint; scale: number };

/** Long division by hand, so that nothing of the tested code is in it. */
function write({ units, scale }: Units): string {
  const size = units < 0n ? -units : units;
  const fraction = scale === 0 ? '' : `.${(size % 10n ** BigInt(scale)).toString().padStart(scale, '0')}`;
  return `${units < 0n ? '-' : ''}${size / 10n ** BigInt(scale)}${fraction}`;
}

function read(number: Units): Decimal {
  return Decimal.parse(write(number));
}

/** Half away from zero: the floor of twice the size plus one, halved. */
function rounded({ units, scale }: Units, digits: number): Units {
  const size = units < 0n ? -units : units;
  const unit = 10n ** BigInt(scale);
  const half = (2n * size * 10n ** BigInt(digits) + unit) / (2n * unit);
  return { units: units < 0n ? -half : half, scale: digits };
}

describe('Decimal', () => {
  it('reads back what it writes, without the zeros that say nothing', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const [whole, fraction = ''] = write(number).split('.');
        const kept = fraction.replace(/0*$/, '');

        const text = read(number).toString();

        expect(text).toBe(number.units === 0n ? '0' : kept === '' ? whole : `${whole}.${kept}`);
        expect(Decimal.parse(text).equals(read(number))).toBe(true);
      }),
    );
  });

  it('rounds half away from zero to any number of decimals', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(14), (number, digits) => {
        const expected = write(rounded(number, digits));

        expect(read(number).toFixed(digits)).toBe(expected);
        expect(read(number).round(digits).equals(Decimal.parse(expected))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['0.005', '0.01'],
    ['0.004999999999999999999', '0.00'],
    ['1.005', '1.01'],
    ['-1.005', '-1.01'],
    ['-0.004', '0.00'],
    ['999999999999999999.995', '1000000000000000000.00'],
    ['7', '7.00'],
    ['2.675', '2.68'],
  ])('writes %s with two decimals as %s', (text, expected) => {
    expect(Decimal.parse(text).toFixed(2)).toBe(expected);
  });

  it.each([
    ['007', '7'],
    ['100', '100'],
    ['100.00', '100'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['0.10', '0.1'],
  ])('writes %s in its shortest form as %s', (text, expected) => {
    expect(Decimal.parse(text).toString()).toBe(expected);
  });

  it('adds and multiplies without losing a digit', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (one, other) => {
        const scale = one.scale + other.scale;
        const sum = one.units * 10n ** BigInt(other.scale) + other.units * 10n ** BigInt(one.scale);

        expect(read(one).plus(read(other)).toFixed(scale)).toBe(write({ units: sum, scale }));
        expect(read(one).times(read(other)).toFixed(scale)).toBe(write({ units: one.units * other.units, scale }));
      }),
    );
  });

  it('takes numbers for equal by their value, not by how they were written', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(5), fc.bigInt({ min: 1n, max: 9n }), (number, zeros, difference) => {
        const longer = { units: number.units * 10n ** BigInt(zeros), scale: number.scale + zeros };
        const other = { ...longer, units: longer.units + difference };

        expect(read(number).equals(read(longer))).toBe(true);
        expect(read(number).equals(read(other))).toBe(false);
      }),
    );
  });

  const NO_NUMBERS = ['', ' ', ' 1', '1 ', '1\n', '+1', '--1', '.5', '5.', '1.2.3', '1,5', '1e3', '0x10', '1_000'];
  it.each([...NO_NUMBERS, '١', '−1', 'NaN', 'Infinity'])('refuses %j, which is no plain number', (text) => {
    expect(() => Decimal.parse(text)).toThrow(RangeError);
  });
});
