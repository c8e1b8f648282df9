import { describe, expect, it } from '@jest/globals';
import { InMemorySwitchboard } from '../../../src/infrastructure/broker/in-memory-switchboard.ts';
import { recordedLogger } from '../../support/logs.ts';
import { aNotice, RecordingLine } from './recording-line.ts';

const LINES = 5_000;
const BUSY_MS = 3;

function aCrowd(onFirst: () => void = () => undefined) {
  const switchboard = new InMemorySwitchboard(recordedLogger().logger);
  const lines = Array.from({ length: LINES }, (_, n) => {
    const line = new RecordingLine({ clientId: `c${n}` }, () => {
      if (n === 0) onFirst();
      return true;
    });
    switchboard.connect(line);
    return line;
  });
  return { switchboard, lines, served: () => lines.filter(({ batches }) => batches.length > 0).length };
}

/** So that whatever timer was set is due. */
function beBusy(): void {
  const until = performance.now() + BUSY_MS;
  while (performance.now() < until);
}

describe('a fan-out to 5,000 lines', () => {
  it('lets timers and others have their turn', async () => {
    const { switchboard, served } = aCrowd(beBusy);
    const turns: number[] = [];
    const takeTurn = () => {
      turns.push(served());
      if (served() < LINES) setImmediate(takeTurn);
    };
    let atTimer = 0;

    const sent = switchboard.send({}, aNotice('x'));
    setImmediate(takeTurn);
    setTimeout(() => {
      atTimer = served();
    }, 1);

    expect(await sent).toBe(LINES);
    const slices = [0, ...turns, served()].map((count, index, all) => count - (all[index - 1] ?? 0));
    expect(Math.max(...slices)).toBeLessThanOrEqual(512);
    expect(turns.length).toBeGreaterThanOrEqual(10);
    expect(atTimer).toBeGreaterThan(0);
    expect(atTimer).toBeLessThan(LINES);
  });

  it('joins what is sent meanwhile, and gives it after', async () => {
    const meanwhile: Promise<number>[] = [];
    const { switchboard, lines } = aCrowd(() => {
      if (meanwhile.length === 0) {
        meanwhile.push(switchboard.send({}, aNotice(2)), switchboard.send({}, aNotice(3)));
      }
    });

    await switchboard.send({}, aNotice(1));

    expect(await Promise.all(meanwhile)).toEqual([LINES, LINES]);
    const sizes = lines.map(({ batches }) => batches.map(({ notices }) => notices.length).join());
    expect(new Set(sizes)).toEqual(new Set(['1,2']));
    expect(new Set(lines.map(({ heard }) => heard.join()))).toEqual(new Set(['1,2,3']));
  });

  it('does not reach whoever leaves before his turn comes, and is not counted for him', async () => {
    const leaves: (() => void)[] = [];
    const { switchboard } = aCrowd(() => leaves[0]?.());
    const last = new RecordingLine({ clientId: 'last' });
    leaves.push(switchboard.connect(last));

    expect(await switchboard.send({}, aNotice('x'))).toBe(LINES);
    expect(last.heard).toEqual([]);
  });
});
