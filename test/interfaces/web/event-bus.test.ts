import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventBus } from '../../../src/interfaces/web/live/event-bus.ts';
import type { LiveEvent } from '../../../src/interfaces/web/live/live-event.ts';

const LOST: LiveEvent = { event: 'system.connectionLost', timestamp: 1 };
const RESTORED: LiveEvent = { event: 'system.connectionRestored', timestamp: 2 };

describe('EventBus', () => {
  beforeEach(() => void jest.spyOn(console, 'debug').mockImplementation(() => undefined));
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('tells whoever asked for a type, and whoever asked for all', () => {
    const bus = new EventBus();
    const [some, all]: [string[], string[]] = [[], []];
    bus.on('system.connectionLost', ({ event }) => some.push(event));
    bus.on('*', ({ event }) => all.push(event));

    bus.emit(LOST);
    bus.emit(RESTORED);

    expect(some).toEqual(['system.connectionLost']);
    expect(all).toEqual(['system.connectionLost', 'system.connectionRestored']);
  });

  it('knows the shape of what it tells, also where events of one shape have several names', () => {
    const bus = new EventBus();
    const lost: number[] = [];
    bus.on('project.unassigned', ({ data }) => lost.push(data.project_id));
    bus.on('project.deleted', ({ data }) => lost.push(data.version)); // compiles: it has more than that

    bus.emit({ event: 'project.unassigned', data: { project_id: 7, project_name: 'Дом' }, timestamp: 1 });

    expect(lost).toEqual([7]);
  });

  it('tells nobody who has left, even in the midst of an event', () => {
    const bus = new EventBus();
    let heard = 0;
    const leave = bus.on('*', () => {
      heard++;
      leave();
    });

    bus.emit(LOST);
    bus.emit(LOST);

    expect(heard).toBe(1);
  });

  it('tells the others when one fails, and says so', () => {
    const bus = new EventBus();
    const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    let heard = 0;
    bus.on('*', () => {
      throw new Error('of a listener');
    });
    bus.on('*', () => heard++);

    bus.emit(LOST);

    expect(heard).toBe(1);
    expect(String(said.mock.calls[0])).toContain('[EventBus]');
  });
});
