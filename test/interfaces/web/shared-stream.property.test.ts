import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { isChange, type LiveState } from '../../../src/interfaces/web/live/live-event.ts';
import { SharedStream } from '../../../src/interfaces/web/live/shared-stream.ts';
import { type FakeChannel, World } from './browser-world.ts';

const STORIES = 2_000;
/** Longer than a leader may be silent, and the two questions that follow. */
const SILENCE_MS = 120_000;
/** Longer than a stream that was lost takes to come back. */
const COME_BACK_MS = 5_000;

class Tab {
  readonly heard: number[] = [];
  /** From where it heard everything. */
  begun: number | null = null;
  state: LiveState | null = null;
  private readonly over = new AbortController();
  private readonly channel: FakeChannel;

  constructor(private readonly world: World) {
    this.channel = world.air.channel();
    const surroundings = { name: 'test', locks: world.locks, channel: this.channel as unknown as BroadcastChannel };
    const stream = new SharedStream(
      world.source(),
      {
        onState: (state) => {
          this.state = state;
        },
        onMessage: ({ position, message }) => {
          this.begun ??= position;
          if (isChange(message)) this.heard.push(position);
        },
      },
      surroundings,
    );
    void stream.run(this.over.signal);
  }

  close(): void {
    this.over.abort();
    this.world.air.leave(this.channel);
  }

  freeze(): void {
    this.channel.freeze();
  }

  thaw(): void {
    this.channel.thaw();
  }
}

type Step = readonly ['open' | 'close' | 'publish' | 'freeze' | 'thaw' | 'wait' | 'silence', number];

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('open', 'close', 'publish', 'publish', 'freeze', 'thaw', 'wait', 'silence'),
  fc.nat(4),
) as fc.Arbitrary<Step>;

/** Each of these once lost an event: what a tab that closes still says comes to one that follows, or is about to lead. */
const TROUBLED: [Step[]][] = [
  ['wait', 'publish', 'open', 'publish', 'close', 'open'] as const,
  ['wait', 'publish', 'publish', 'open', 'close', 'open'] as const,
  ['wait', 'publish', 'close', 'open', 'open', 'publish'] as const,
].map((story) => [story.map((what): Step => [what, 0])]);

describe('the tabs of a browser', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(console, 'info').mockImplementation(() => undefined);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('each see each event once and in order, however they come, go and freeze', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const world = new World();
        const tabs = [new Tab(world)];
        for (const [what, which] of steps) {
          const tab = tabs[which % Math.max(1, tabs.length)];
          if (what === 'open') tabs.push(new Tab(world));
          if (what === 'close' && tab) tabs.splice(tabs.indexOf(tab), 1)[0]?.close();
          if (what === 'publish') world.publish();
          if (what === 'freeze') tab?.freeze();
          if (what === 'thaw') tab?.thaw();
          if (what === 'wait') await jest.advanceTimersByTimeAsync(10);
          if (what === 'silence') await jest.advanceTimersByTimeAsync(SILENCE_MS);
        }
        for (const tab of tabs) tab.thaw();
        await jest.advanceTimersByTimeAsync(SILENCE_MS);
        world.publish();
        await jest.advanceTimersByTimeAsync(COME_BACK_MS);

        for (const { heard, begun } of tabs) {
          expect(begun).not.toBeNull();
          const first = begun ?? 0;
          expect(heard).toEqual(Array.from({ length: world.newest - first }, (_, n) => first + 1 + n));
          told += heard.length;
        }
        for (const tab of tabs) tab.close();
        await jest.advanceTimersByTimeAsync(10);
        expect(world.streams).toBe(0);
      }),
      { numRuns: STORIES, examples: TROUBLED },
    );
    expect(told).toBeGreaterThan(STORIES);
  });

  it('have one stream among them', async () => {
    const world = new World();
    const tabs = Array.from({ length: 8 }, () => new Tab(world));
    await jest.advanceTimersByTimeAsync(10);

    expect(world.streams).toBe(1);
    expect(tabs.map(({ state }) => state)).toEqual(Array(8).fill('live'));
    for (const tab of tabs) tab.close();
  });
});
