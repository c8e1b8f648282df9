import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LeaderTab } from '../../../src/interfaces/web/live/leader-tab.ts';
import { World } from './browser-world.ts';

/** Everything that was promised, and what follows from that. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

/** A tab that leads until it is told to stop, or does by itself. */
class Tab {
  leads = false;
  /** How `run` ended; null while it goes on. */
  ended: 'well' | Error | null = null;
  private readonly over = new AbortController();
  private finish: () => void = () => undefined;
  private readonly tab: LeaderTab;

  constructor(locks: World['locks']) {
    this.tab = new LeaderTab(locks, 'test');
    const ends = (how: 'well' | Error) => {
      this.ended = how;
    };
    this.tab.run((signal) => this.lead(signal), this.over.signal).then(() => ends('well'), ends);
  }

  /** Its work is done. */
  retire(): void {
    this.finish();
  }

  close(): void {
    this.over.abort();
  }

  depose(): void {
    this.tab.depose();
  }

  private async lead(signal: AbortSignal): Promise<void> {
    this.leads = true;
    const finished = new Promise<void>((resolve) => {
      this.finish = resolve;
    });
    await Promise.race([finished, aborted(signal)]);
    this.leads = false;
  }
}

describe('LeaderTab', () => {
  let tabs: Tab[];
  beforeEach(async () => {
    const { locks } = new World();
    tabs = [new Tab(locks), new Tab(locks), new Tab(locks)];
    await settled();
  });
  afterEach(() => {
    for (const tab of tabs) tab.close();
  });

  const [first, second, third] = [0, 1, 2].map((at) => () => tabs[at] as Tab) as [() => Tab, () => Tab, () => Tab];
  const leading = () => tabs.map(({ leads }) => leads);

  it('is one of all that ask', () => {
    expect(leading()).toEqual([true, false, false]);
  });

  it('is the next one when the first is closed', async () => {
    first().close();
    await settled();

    expect([leading(), first().ended]).toEqual([[false, true, false], 'well']);
  });

  it('is the next one when the first has come to its end, and the first asks no more', async () => {
    first().retire();
    await settled();
    second().close();
    third().close();
    await settled();

    expect([leading(), first().ended]).toEqual([[false, false, false], 'well']);
  });

  it('is not one that was closed while it waited', async () => {
    second().close();
    await settled();
    first().close();
    await settled();

    expect([leading(), second().ended]).toEqual([[false, false, true], 'well']);
  });

  it('is whoever deposes the one that leads, at once', async () => {
    third().depose();
    await settled();

    expect(leading()).toEqual([false, false, true]);
  });

  it('waits for its turn again when it was deposed', async () => {
    third().depose();
    await settled();
    third().close();
    await settled();
    second().close();
    await settled();

    expect([leading(), first().ended]).toEqual([[true, false, false], null]);
  });

  it('leads no second time before the first is at its end', async () => {
    const { locks } = new World();
    const [over, thief] = [new AbortController(), new LeaderTab(locks, 'test')];
    let [now, most] = [0, 0];
    const slow = async (signal: AbortSignal) => {
      most = Math.max(most, ++now);
      await aborted(signal);
      await settled();
      now--;
    };
    const slowly = new LeaderTab(locks, 'test').run(slow, over.signal);
    thief.depose();
    await thief.run(() => Promise.resolve(), over.signal);
    await settled();
    await settled();
    const again = now;
    over.abort();
    await slowly;

    expect([again, most]).toEqual([1, 1]);
  });

  it('steals no more than once', async () => {
    third().depose();
    await settled();
    second().depose();
    await settled();

    expect([leading(), third().ended]).toEqual([[false, true, false], null]);
  });

  it('fails where a browser refuses locks', async () => {
    const refusal = new DOMException('not in this document', 'SecurityError');
    const tab = new Tab({ request: () => Promise.reject(refusal) } as unknown as World['locks']);
    await settled();

    expect(tab.ended).toBe(refusal);
  });
});
