import type { Language } from '../shell/in-both.ts';

const FORMATS: Readonly<Record<Language, Intl.NumberFormat>> = {
  ru: new Intl.NumberFormat('ru-RU', { style: 'currency', currency: 'RUB' }),
  en: new Intl.NumberFormat('en-US', { style: 'currency', currency: 'RUB', currencyDisplay: 'narrowSymbol' }),
};

/** A decimal string as people write it, with all its digits: it never becomes a float. */
export function money(decimal: string, language: Language): string {
  return FORMATS[language].format(decimal as `${number}`);
}

const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = {
  ru: new Intl.NumberFormat('ru-RU', { maximumFractionDigits: 3 }),
  en: new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 }),
};

/** How many, likewise. */
export function amount(decimal: string, language: Language): string {
  return NUMBERS[language].format(decimal as `${number}`);
}

/**
 * What a line costs, in roubles with two decimals, rounded half up as the server does it (contract §1); null where one of the two is no number
 * yet. A comma is as good as a point.
 */
export function lineTotal(quantity: string, price: string): string | null {
  const [thousandths, hundredths] = [scaled(quantity, 3), scaled(price, 2)];
  if (thousandths === null || hundredths === null) return null;
  return decimal((thousandths * hundredths + 500n) / 1000n);
}

/** Of amounts with two decimals. */
export function sum(amounts: readonly string[]): string {
  return decimal(amounts.reduce((all, amount) => all + (scaled(amount, 2) ?? 0n), 0n));
}

/** With a point, as the wire has it. */
export function withPoint(number: string): string {
  return number.trim().replace(',', '.');
}

function scaled(text: string, decimals: number): bigint | null {
  const [, whole = '', part = ''] = /^(\d+)(?:\.(\d*))?$/.exec(withPoint(text)) ?? [];
  if (whole === '' || part.length > decimals) return null;
  return BigInt(whole + part.padEnd(decimals, '0'));
}

function decimal(hundredths: bigint): string {
  const digits = String(hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
