import { describe, expect, it } from '@jest/globals';
import { Rarely } from '../../../src/interfaces/http/rarely.ts';

describe('a trouble that meets everybody at once', () => {
  it('is a warning once a minute, and otherwise for whoever looks closer', () => {
    let now = 5_000;
    const rarely = new Rarely(() => now);

    const levels = [0, 1, 59_998, 1, 59_999, 1].map((ms) => {
      now += ms;
      return rarely.level();
    });

    expect(levels).toEqual(['warn', 'debug', 'debug', 'warn', 'debug', 'warn']);
  });
});
