/** One line of what was to be reached. */
export interface Row {
  readonly what: string;
  /** Through what it was published or asked. */
  readonly way: string;
  readonly ours: string;
  readonly others: string;
  readonly target: string;
  readonly reached: boolean;
}

export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ what, way, ours, others, target, reached }) =>
    [what, way, ours, others, target, reached ? 'yes' : '**no**'].join(' | '),
  );
  const head = ['what', 'way', 'Smeta Live', 'others', 'to reach', 'reached'].join(' | ');
  return [head, '---|---|---|---|---|---', ...lines].map((line) => `| ${line} |`).join('\n');
}

/** `1,234`, `12.3`, `0.57`: three figures that count. */
export function figure(number: number): string {
  if (!Number.isFinite(number)) return '–';
  const decimals = number >= 100 ? 0 : number >= 10 ? 1 : 2;
  return number.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
