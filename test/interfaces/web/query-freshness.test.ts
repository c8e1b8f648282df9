import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { EventBus } from '../../../src/interfaces/web/live/event-bus.ts';
import type { LiveEvent } from '../../../src/interfaces/web/live/live-event.ts';
import { QueryFreshness } from '../../../src/interfaces/web/live/query-freshness.ts';

/** Longer than changes are collected. */
const SOON_MS = 1_000;
const FETCH_MS = 50;

const connected: LiveEvent = { event: 'connected', message: 'SSE connection established', timestamp: 1 };
const resync: LiveEvent = {
  event: 'system.resync',
  data: { reason: 'unknown', oldest: 1, newest: 1 },
  timestamp: 1,
};

function estimateChange(estimate_id: number): LiveEvent {
  return { event: 'estimate.unassigned', data: { estimate_id, estimate_number: '№' }, timestamp: 1 };
}

function projectChange(project_id: number): LiveEvent {
  return { event: 'project.unassigned', data: { project_id, project_name: 'Дом' }, timestamp: 1 };
}

/** Somebody looks at the answer to one question. */
class Watched {
  fetches = 0;
  answer = 0;
  failing = false;
  takesMs = FETCH_MS;
  readonly stop: () => void;

  constructor(queries: QueryClient, queryKey: unknown[]) {
    const queryFn = async () => {
      this.fetches++;
      const answer = this.answer;
      await new Promise((resolve) => setTimeout(resolve, this.takesMs));
      if (this.failing) throw new Error('nobody answers');
      return answer;
    };
    this.stop = new QueryObserver(queries, { queryKey, queryFn, retry: false }).subscribe(() => undefined);
  }
}

describe('QueryFreshness', () => {
  let bus: EventBus;
  let queries: QueryClient;
  let end: () => void;
  let watched: Record<'list' | 'one' | 'other' | 'projects' | 'dialogs', Watched>;
  beforeEach(async () => {
    jest.useFakeTimers();
    jest.spyOn(console, 'debug').mockImplementation(() => undefined);
    [bus, queries] = [new EventBus(), new QueryClient()];
    watched = {
      list: new Watched(queries, ['estimates', 'list']),
      one: new Watched(queries, ['estimates', 1]),
      other: new Watched(queries, ['estimates', 2, 'history']),
      projects: new Watched(queries, ['projects', 'list']),
      dialogs: new Watched(queries, ['dialogs', 'list']),
    };
    end = new QueryFreshness(queries, { bus }).follow();
    await wait();
  });
  afterEach(() => {
    end();
    for (const { stop } of Object.values(watched)) stop();
    queries.clear();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const wait = (ms = SOON_MS) => jest.advanceTimersByTimeAsync(ms);

  /** Which were fetched since, and how often. */
  async function fetchedBy(work: () => Promise<void> | void): Promise<Record<string, number>> {
    for (const each of Object.values(watched)) each.fetches = 0;
    await work();
    await wait();
    return Object.fromEntries(
      Object.entries(watched).flatMap(([name, { fetches }]) => (fetches ? [[name, fetches]] : [])),
    );
  }

  it('fetches again what a change of an estimate is about, and nothing else', async () => {
    expect(await fetchedBy(() => bus.emit(estimateChange(1)))).toEqual({ list: 1, one: 1 });
  });

  it('fetches again the projects, and all estimates, which carry their names, when a project changes', async () => {
    const fetched = await fetchedBy(() => bus.emit(projectChange(1)));

    expect(fetched).toEqual({ list: 1, one: 1, other: 1, projects: 1 });
  });

  it('fetches everything again after a gap', async () => {
    expect(await fetchedBy(() => bus.emit(resync))).toEqual({ list: 1, one: 1, other: 1, projects: 1 });
  });

  it('fetches again what may have changed before the stream began, and nothing when it comes back', async () => {
    const first = await fetchedBy(() => bus.emit(connected));
    const second = await fetchedBy(() => bus.emit(connected));

    expect([first, second]).toEqual([{ list: 1, one: 1, other: 1, projects: 1 }, {}]);
  });

  it('fetches again what could not be fetched, when the stream comes back', async () => {
    bus.emit(connected);
    await wait();
    watched.one.failing = true;
    bus.emit(estimateChange(1));
    await wait();
    watched.one.failing = false;

    expect(await fetchedBy(() => bus.emit(connected))).toEqual({ one: 1 });
  });

  it('fetches seldom where changes come often', async () => {
    const { list = 0 } = await fetchedBy(async () => {
      for (let n = 0; n < 50; n++) {
        bus.emit(estimateChange(1));
        await wait(10);
      }
    });

    expect(list).toBeGreaterThan(1);
    expect(list).toBeLessThanOrEqual(4);
  });

  it('asks a slow server less', async () => {
    watched.list.takesMs = 1_000;

    const { list = 0 } = await fetchedBy(async () => {
      for (let n = 0; n < 120; n++) {
        bus.emit(estimateChange(1));
        await wait(100);
      }
    });

    expect(list).toBeGreaterThan(2);
    expect(list).toBeLessThanOrEqual(5);
  });

  it('takes no answer that was on its way for one that knows of a change that came meanwhile', async () => {
    bus.emit(estimateChange(1));
    await wait(FETCH_MS / 2);
    watched.list.answer = 7; // saved after the question was read, and then told by the stream
    bus.emit(estimateChange(1));
    await wait();

    expect(queries.getQueryData(['estimates', 'list'])).toBe(7);
  });

  it('does nothing any more when it is over', async () => {
    end();

    expect(await fetchedBy(() => bus.emit(resync))).toEqual({});
  });

  it('fetches nothing after its end that was still to be fetched', async () => {
    const fetched = await fetchedBy(async () => {
      bus.emit(estimateChange(1));
      await wait(FETCH_MS / 2);
      bus.emit(estimateChange(1));
      end();
    });

    expect(fetched).toEqual({ list: 1, one: 1 });
  });
});
