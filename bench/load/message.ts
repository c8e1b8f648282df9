/** Stands once in every event and nowhere else on a stream. */
export const MARK = 0x7e; // ~
const LENGTH = 100;
const STAMP = /~(\d+\.\d{3});/g;

/** What is sent: when, and letters up to a length that is always the same. */
export function message(): string {
  return `~${performance.now().toFixed(3)};`.padEnd(LENGTH, 'x');
}

/** The delays, in milliseconds, of all whole messages in a text, and what may be the beginning of another. */
export function delaysIn(text: string): { delays: number[]; rest: string } {
  const now = performance.now();
  const delays = [...text.matchAll(STAMP)].map(([, sent]) => now - Number(sent));
  return { delays, rest: /~[\d.]*$/.exec(text)?.[0] ?? '' };
}
