import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NameTaken } from '../../../src/domain/notices/notice-errors.ts';
import { InMemorySwitchboard } from '../../../src/infrastructure/broker/in-memory-switchboard.ts';
import type { Target } from '../../../src/usecases/ports/switchboard.ts';
import { recordedLogger } from '../../support/logs.ts';
import { aNotice, isMeant, RecordingLine } from './recording-line.ts';

const ROLES = ['admin', 'manager', 'foreman'] as const;
const clientId = fc.constantFrom('c1', 'c2', 'c3');
const sessionId = fc.constantFrom('s1', 's2');
const userId = fc.constantFrom(0, 1, 2);
const role = fc.constantFrom(...ROLES);
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.record({}),
  fc.record({ userId }),
  fc.record({ role }),
  fc.record({ clientId, sessionId, userId, role }, { requiredKeys: [] }),
);

type Step =
  | { readonly do: 'connect'; readonly clientId: string; readonly sessionId: string; readonly userId: number }
  | { readonly do: 'leave'; readonly which: number }
  | { readonly do: 'send'; readonly target: Target; readonly wait: boolean }
  | { readonly do: 'pass' };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('connect' as const), clientId, sessionId, userId }),
  fc.record({ do: fc.constant('leave' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant('send' as const), target, wait: fc.boolean() }),
  fc.record({ do: fc.constant('pass' as const) }),
);

/** A line with the time when it came and went; a send with the time when it was asked for and done. */
interface Stay {
  readonly line: RecordingLine;
  readonly leave: () => void;
  readonly from: number;
  to: number;
}
interface Sent {
  readonly target: Target;
  readonly from: number;
  to: number;
  took: number;
}

/** Plays a story; time is the number of the step. */
class Story {
  readonly stays: Stay[] = [];
  readonly sends: Sent[] = [];
  /** Whether each connect was refused just when somebody else held the name. */
  refusedRightly = true;
  private readonly switchboard = new InMemorySwitchboard(recordedLogger().logger);
  private now = 0;
  private readonly open: Promise<void>[] = [];

  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      this.now++;
      if (step.do === 'connect') this.connect(step);
      else if (step.do === 'leave') this.leave(this.present()[step.which]);
      else if (step.do === 'send') await this.send(step);
      else await new Promise(setImmediate);
    }
    this.now++; // what is still on its way arrives after all steps
    await Promise.all(this.open);
  }

  private present(): Stay[] {
    return this.stays.filter(({ to }) => to === Number.POSITIVE_INFINITY);
  }

  private connect({ clientId, sessionId, userId }: Step & { do: 'connect' }): void {
    const line = new RecordingLine({ clientId, sessionId, userId, role: ROLES[userId] ?? 'foreman' });
    const isTaken = this.present().some(
      ({ line: other }) => other.userId !== userId && (other.clientId === clientId || other.sessionId === sessionId),
    );
    try {
      const leave = this.switchboard.connect(line);
      this.stays.push({ line, leave, from: this.now, to: Number.POSITIVE_INFINITY });
      this.refusedRightly &&= !isTaken;
    } catch (error) {
      if (!(error instanceof NameTaken)) throw error;
      this.refusedRightly &&= isTaken;
    }
  }

  private leave(stay: Stay | undefined): void {
    if (stay === undefined) return;
    stay.leave();
    stay.to = this.now;
  }

  private async send({ target, wait }: Step & { do: 'send' }): Promise<void> {
    const sent: Sent = { target, from: this.now, to: Number.POSITIVE_INFINITY, took: -1 };
    const settled = this.switchboard.send(target, aNotice(this.sends.push(sent) - 1)).then((took) => {
      sent.took = took;
      sent.to = this.now;
    });
    this.open.push(settled);
    if (wait) await settled;
  }
}

describe('whatever comes and goes on a switchboard', () => {
  it('gives each line exactly what fits it and was sent while it was connected, in order and once', async () => {
    let delivered = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        const story = new Story();

        await story.play(steps);

        expect(story.refusedRightly).toBe(true);
        for (const { line, from, to } of story.stays) {
          const heard = line.heard.map(Number);
          expect(heard).toEqual([...new Set(heard)].sort((one, other) => one - other));
          for (const [number, sent] of story.sends.entries()) {
            const fits = isMeant(line, sent.target);
            const must = fits && sent.from > from && sent.to < to;
            const may = fits && sent.to > from && sent.from < to; // it came or went while the send was on its way
            if (heard.includes(number)) expect(may).toBe(true);
            else expect(must).toBe(false);
          }
          delivered += heard.length;
        }
        for (const [number, { took }] of story.sends.entries()) {
          expect(took).toBe(story.stays.filter(({ line }) => line.heard.includes(String(number))).length);
        }
      }),
      { numRuns: 300 },
    );
    expect(delivered).toBeGreaterThan(1_000);
  });
});
