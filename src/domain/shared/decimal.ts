/**
 * An exact decimal number: `units` of 10^-`scale`. Money and quantities are never floats.
 * Immutable; arithmetic keeps every digit until `round` is asked for.
 */
export class Decimal {
  private constructor(
    private readonly units: bigint,
    private readonly scale: number,
  ) {}

  static readonly ZERO = new Decimal(0n, 0);

  /**
   * Reads plain notation: `"12"`, `"0.5"`, `"-3.10"`. No exponent, no sign but `-`, no leading or trailing dot.
   * @throws {RangeError} for anything else.
   */
  static parse(text: string): Decimal {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (!match) throw new RangeError(`not a decimal number: ${JSON.stringify(text.slice(0, 40))}`);
    const [, sign, whole, fraction = ''] = match;
    return new Decimal(BigInt(`${sign}${whole}${fraction}`), fraction.length);
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.unitsAt(scale) + other.unitsAt(scale), scale);
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.units * other.units, this.scale + other.scale);
  }

  /** To `digits` decimals, half away from zero («half up» for the sums of an estimate, which are never negative). */
  round(digits: number): Decimal {
    if (this.scale <= digits) return new Decimal(this.unitsAt(digits), digits);
    const divisor = 10n ** BigInt(this.scale - digits);
    const magnitude = this.units < 0n ? -this.units : this.units;
    const rounded = (magnitude + divisor / 2n) / divisor;
    return new Decimal(this.units < 0n ? -rounded : rounded, digits);
  }

  equals(other: Decimal): boolean {
    const scale = Math.max(this.scale, other.scale);
    return this.unitsAt(scale) === other.unitsAt(scale);
  }

  /** Shortest exact form: `1.500` → `"1.5"`, `2.00` → `"2"`. */
  toString(): string {
    const fixed = this.toFixed(this.scale);
    return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
  }

  /** Exactly `digits` decimals, rounded as `round` does. */
  toFixed(digits: number): string {
    const { units } = this.round(digits);
    const sign = units < 0n ? '-' : '';
    const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
    return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }

  private unitsAt(scale: number): bigint {
    return this.units * 10n ** BigInt(scale - this.scale);
  }
}
