import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FeedBatch, FeedEvent, FeedListener, FeedStream, LiveFeed } from '../../src/usecases/ports/live-feed.ts';
import { anEvent } from '../support/fake-feed.ts';

/** A live feed and whatever puts committed events into it; `publish` resolves when they were given to everybody. */
export interface FeedUnderTest {
  readonly feed: LiveFeed;
  startAt(position: number): void;
  publish(events: readonly FeedEvent[]): Promise<void>;
}

/** Keeps what it hears. `onBatch` is what a test has it do besides. */
export class RecordingListener implements FeedListener {
  readonly batches: FeedBatch[] = [];

  constructor(
    readonly keys: readonly string[],
    readonly stream: FeedStream = 'role',
    private readonly onBatch: (batch: FeedBatch) => void = () => undefined,
  ) {}

  get heard(): number[] {
    return this.batches.flatMap(({ events }) => events.map(({ position }) => position));
  }

  receive(batch: FeedBatch): void {
    this.batches.push(batch);
    this.onBatch(batch);
  }

  misses = 0;

  missed(): void {
    this.misses++;
  }
}

const office = ['role:manager'];
const forOffice = (...positions: number[]) => positions.map((position) => anEvent(position, { audience: office }));

/** Every `LiveFeed` keeps these promises; each adapter's test file is one line that calls this. */
export function keepsTheLiveFeedContract(create: () => FeedUnderTest): void {
  describe('as a live feed', () => {
    it('gives everybody what is his, in order and once, however streams and keys overlap', async () => {
      const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
      const stream = fc.constantFrom<FeedStream>('role', 'dialog');
      const audience = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'nobody'));
      const batches = fc.array(fc.array(fc.record({ stream, audience }), { maxLength: 8 }), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.record({ keys, stream }), { maxLength: 12 }), batches, async (who, told) => {
          const { feed, publish } = create();
          const listeners = who.map((one) => new RecordingListener(one.keys, one.stream));
          for (const listener of listeners) feed.join(listener);
          let position = 0;
          const events = told.map((batch) => batch.map((event) => anEvent(++position, event)));

          for (const batch of events) await publish(batch);

          for (const { keys, stream, heard, batches } of listeners) {
            const isHis = (event: FeedEvent) =>
              event.stream === stream && event.audience.some((key) => keys.includes(key));
            expect(heard).toEqual(
              events
                .flat()
                .filter(isHis)
                .map((event) => event.position),
            );
            expect(batches).toHaveLength(events.filter((batch) => batch.some(isHis)).length);
          }
        }),
      );
    });

    it('gives all listeners of one audience the same object', async () => {
      const { feed, publish } = create();
      const listeners = [['a', 'b'], ['b', 'a'], ['a', 'b'], ['a']].map((keys) => new RecordingListener(keys));
      for (const listener of listeners) feed.join(listener);

      await publish([anEvent(1, { audience: ['a', 'b'] }), anEvent(2, { audience: ['b'] })]);

      const [one, turned, other, narrower] = listeners.map(({ batches }) => batches[0]);
      expect(one?.events.map(({ position }) => position)).toEqual([1, 2]);
      expect(turned).toBe(one);
      expect(other).toBe(one);
      expect(narrower?.events.map(({ position }) => position)).toEqual([1]);
    });

    it('goes on delivering when one listener fails, and gives that one nothing more', async () => {
      const { feed, publish } = create();
      const fail = () => {
        throw new Error('broken');
      };
      const [before, broken, after] = [undefined, fail, undefined].map(
        (act) => new RecordingListener(office, 'role', act),
      );
      for (const listener of [before, broken, after]) if (listener) feed.join(listener);

      await publish(forOffice(1));
      await publish(forOffice(2));

      expect([before, broken, after].map((listener) => listener?.heard)).toEqual([[1, 2], [1], [1, 2]]);
    });

    it('gives nothing to who has left, also within the fan-out, and takes a second leaving for none', async () => {
      const { feed, publish } = create();
      const leaver = new RecordingListener(office);
      const stayer = new RecordingListener(office, 'role', () => leave());
      feed.join(stayer);
      const leave = feed.join(leaver);

      await publish(forOffice(1));
      leave();
      await publish(forOffice(2));

      expect(leaver.heard).toEqual([]);
      expect(stayer.heard).toEqual([1, 2]);
    });

    it.each([
      ['the same audience', office],
      ['a new audience', ['user:7']],
    ])(
      'gives who joins within a fan-out, into %s, everything beyond the horizon of that moment',
      async (_which, keys) => {
        const { feed, publish } = create();
        const late = new RecordingListener(keys);
        let horizon = 0;
        const host = new RecordingListener(office, 'role', () => {
          if (horizon > 0) return;
          horizon = feed.horizon;
          feed.join(late);
        });
        feed.join(host);
        const forBoth = (...positions: number[]) =>
          positions.map((n) => anEvent(n, { audience: [...office, 'user:7'] }));

        await publish(forBoth(1, 2));
        await publish(forBoth(3));
        await publish(forBoth(5, 6));

        expect(horizon).toBe(2);
        expect(late.heard.filter((position) => position > horizon)).toEqual([3, 5, 6]);
      },
    );

    it('knows what was handed out, and apart from that what everybody was given', async () => {
      const { feed, publish, startAt } = create();
      const seen: number[][] = [];
      const look = () => seen.push([feed.horizon, feed.settled]);
      for (let count = 0; count < 2; count++) feed.join(new RecordingListener(office, 'role', look));

      startAt(40);
      look();
      await publish(forOffice(41, 43));
      look();
      await publish([anEvent(50, { audience: ['nobody'] })]);
      look();
      await publish([]);
      look();

      expect(seen).toEqual([
        [40, 40],
        [43, 40],
        [43, 40],
        [43, 43],
        [50, 50],
        [50, 50],
      ]);
    });
  });
}
