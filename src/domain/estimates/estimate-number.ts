/** Longest number of an estimate, in UTF-16 units. */
const MAX_LENGTH = 200;
/** How many candidates are looked up at a time. */
const FAN = 16;

/** Says which of these numbers are in use. */
export type FindTaken = (numbers: readonly string[]) => Promise<ReadonlySet<string>>;

/** `Смета_<YYYY-MM-DD>_<project name>` (seed 001), the name cut so that there is room for `_<n>`. */
export function numberStem(day: Date, projectName: string): string {
  const head = `Смета_${day.toISOString().slice(0, 10)}_`;
  const room = MAX_LENGTH - head.length - '_9999999999'.length;
  const name = projectName.slice(0, room);
  return head + (endsInHalfACharacter(name) ? name.slice(0, -1) : name);
}

/**
 * The stem itself, or with `_2`, `_3` … the first that is free. Beyond sixteen it looks for the end of an unbroken run
 * by bisection, so that a project with a hundred thousand estimates of one day costs six look-ups.
 */
export async function firstFreeNumber(stem: string, findTaken: FindTaken): Promise<string> {
  const nth = (n: number) => (n === 1 ? stem : `${stem}_${n}`);
  const firstFree = async (candidates: readonly number[]) => {
    const taken = await findTaken(candidates.map(nth));
    return candidates.find((n) => !taken.has(nth(n)));
  };

  const near = await firstFree(Array.from({ length: FAN }, (_, index) => index + 1));
  if (near !== undefined) return nth(near);

  const powers = Array.from({ length: 28 }, (_, index) => FAN * 2 ** (index + 1));
  let free = (await firstFree(powers)) ?? Number.MAX_SAFE_INTEGER;
  let taken = free / 2;
  while (free - taken > 1) {
    const step = Math.max(1, Math.ceil((free - taken) / FAN));
    const between = Array.from({ length: FAN }, (_, index) => taken + step * (index + 1)).filter((n) => n < free);
    free = (await firstFree(between)) ?? free;
    taken = Math.max(taken, free - step);
  }
  return nth(free);
}

function endsInHalfACharacter(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
