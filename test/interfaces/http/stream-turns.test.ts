import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Request, Response } from 'express';
import { StreamTurns } from '../../../src/interfaces/http/stream-turns.ts';

const COMING = 40;
const WORK_MS = 2.5;

describe('streams that come all at once', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('are let in in their order, and others get a turn every few milliseconds', async () => {
    const turns = new StreamTurns();
    const admitted: number[] = [];
    const enter = (client: number) => turns.queue({} as Request, {} as Response, () => open(client));
    const open = (client: number) => {
      admitted.push(client);
      const until = performance.now() + WORK_MS;
      while (performance.now() < until);
    };
    for (let client = 0; client < COMING; client++) enter(client);
    expect(admitted).toEqual([]);

    let most = 0;
    while (admitted.length < COMING) {
      const before = admitted.length;
      await turn();
      most = Math.max(most, admitted.length - before);
    }

    expect(admitted).toEqual([...Array(COMING).keys()]);
    expect(most).toBeLessThanOrEqual(1);
  });

  it('who come while others are let in follow them', async () => {
    const turns = new StreamTurns();
    const admitted: string[] = [];
    const enter = (name: string, then = () => {}) =>
      turns.queue({} as Request, {} as Response, () => {
        admitted.push(name);
        then();
      });
    enter('first', () => enter('third'));
    enter('second');
    await turn();
    await turn();
    await turn();

    expect(admitted).toEqual(['first', 'second', 'third']);
  });

  it('who come one upon the other are let in together, and whoever comes alone at once', () => {
    jest.useFakeTimers();
    const turns = new StreamTurns();
    const admitted: string[] = [];
    const enter = (name: string) => turns.queue({} as Request, {} as Response, () => void admitted.push(name));

    enter('alone');
    jest.advanceTimersByTime(1);
    expect(admitted).toEqual(['alone']);
    enter('soon after');
    jest.advanceTimersByTime(3);
    enter('meanwhile');
    jest.advanceTimersByTime(1);
    expect(admitted).toEqual(['alone']);
    jest.advanceTimersByTime(1);
    expect(admitted).toEqual(['alone', 'soon after', 'meanwhile']);
    jest.advanceTimersByTime(5);
    enter('alone again');
    jest.advanceTimersByTime(1);
    expect(admitted).toHaveLength(4);
  });
});
