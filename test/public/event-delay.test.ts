import { describe, expect, it } from '@jest/globals';

/** Plain JavaScript that a browser loads as it is: it has no types to import. */
const { delayOf, delayText } = await import(new URL('../../public/event-delay.js', import.meta.url).href);

const ARRIVED = Date.parse('2026-03-01T08:00:10.500Z');

describe('the delay of a message', () => {
  it.each([
    ['the newest time', { created_at: '2026-03-01T08:00:00Z', updated_at: '2026-03-01T08:00:10.400Z' }, '100 ms'],
    ['a time inside', { type: 'message:new', message: { created_at: '2026-03-01T08:00:08Z' } }, '2.5 s'],
    ['a list', { items: [{ updated_at: '2026-03-01T07:50:10.500Z' }] }, '10 min'],
    [
      'a time before a rounded one',
      { timestamp: 1772352010, data: { updated_at: '2026-03-01T08:00:10.480Z' } },
      '20 ms',
    ],
    ['whole seconds', { timestamp: 1772352010 }, '< 1 s'],
    ['whole seconds long ago', { timestamp: 1772344810 }, '2 h'],
    ['a clock that is ahead', { timestamp: '2026-03-01T08:00:11Z' }, '0 ms'],
    ['no time', { type: 'heartbeat', sequence: 1 }, '—'],
    ['something else under the name', { timestamp: 'soon', created_at: null, updated_at: {} }, '—'],
    ['a text', 'hello', '—'],
    ['nothing', undefined, '—'],
  ])('is that of %s: %j', (_what, value, words) => {
    const delay = delayOf(value, ARRIVED);

    expect(delayText(delay, 'en')).toBe(words);
  });

  it('is said in the units of the reader', () => {
    const seconds = { ms: 2_500, exact: true };

    expect([delayText(seconds, 'ru'), delayText(seconds, 'en')]).toEqual(['2.5 с', '2.5 s']);
  });

  it('is not looked for endlessly', () => {
    let deep: object = { timestamp: 1 };
    for (let depth = 0; depth < 10_000; depth++) deep = { deep };

    expect(delayOf(deep, ARRIVED)).toBeNull();
  });
});
