/** Of numbers in order; NaN of none. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

export function inOrder(numbers: readonly number[]): number[] {
  return [...numbers].sort((one, other) => one - other);
}

function median(numbers: readonly number[]): number {
  return quantile(inOrder(numbers), 0.5);
}

/** Figure by figure. */
export function medianOf<T extends object>(all: readonly T[]): T {
  const [first] = all;
  if (!first) throw new Error('nothing was measured');
  const of = (figure: keyof T) => median(all.map((one) => Number(one[figure])));
  return Object.fromEntries(Object.keys(first).map((figure) => [figure, of(figure as keyof T)])) as T;
}
