import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Delay } from '../../../src/interfaces/web/live/delay.ts';
import type { LiveEvent } from '../../../src/interfaces/web/live/live-event.ts';

const SERVER_TIME = 1_800_000_000;
/** The clock of this browser is wrong. */
const AHEAD = 3_600;

const connected: LiveEvent = { event: 'connected', message: 'SSE connection established', timestamp: SERVER_TIME };

function unassignedAt(timestamp: number): LiveEvent {
  return { event: 'project.unassigned', data: { project_id: 1, project_name: 'Дом' }, timestamp };
}

describe('Delay', () => {
  beforeEach(() => void jest.useFakeTimers({ now: (SERVER_TIME + AHEAD) * 1000 }));
  afterEach(() => void jest.useRealTimers());

  it('is not known before a change has come', () => {
    const delay = new Delay();

    delay.hear(connected);

    expect(delay.seconds).toBeNull();
  });

  it('is how long a change took, by the clock of the server', () => {
    const delay = new Delay();
    delay.hear(connected);
    jest.advanceTimersByTime(10_000);

    delay.hear(unassignedAt(SERVER_TIME + 8));

    expect(delay.seconds).toBe(2);
  });

  it('is never less than nothing', () => {
    const delay = new Delay();
    delay.hear(connected);

    delay.hear(unassignedAt(SERVER_TIME + 1));

    expect(delay.seconds).toBe(0);
  });

  it('counts nothing that was made before the stream was opened: that was missed, and not late', () => {
    const delay = new Delay();
    delay.hear(connected);

    delay.hear(unassignedAt(SERVER_TIME - 100));

    expect(delay.seconds).toBeNull();
  });
});
