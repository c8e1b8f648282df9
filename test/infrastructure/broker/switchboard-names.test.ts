import { describe, expect, it } from '@jest/globals';
import { NameTaken } from '../../../src/domain/notices/notice-errors.ts';
import { aSwitchboard, RecordingLine } from './recording-line.ts';

describe('a name on the switchboard', () => {
  it.each([
    ['clientId', { clientId: 'phone', sessionId: 'other' }],
    ['sessionId', { clientId: 'other', sessionId: 's1' }],
  ])('is refused to somebody else while it is held as %s, and free again after', async (_what, name) => {
    const { switchboard, leaves } = aSwitchboard({ userId: 1, clientId: 'phone', sessionId: 's1' });
    const other = () => switchboard.connect(new RecordingLine({ ...name, userId: 2 }));

    expect(other).toThrow(NameTaken);
    expect(await switchboard.count({ userId: 2 })).toBe(0);
    leaves[0]?.();
    expect(other).not.toThrow();
  });

  it('is shared by the devices of one person', async () => {
    const { switchboard } = aSwitchboard({ clientId: 'phone' }, { clientId: 'phone' });

    expect(await switchboard.count({ clientId: 'phone', sessionId: 's1' })).toBe(2);
  });

  it('is still his who listens as somebody else besides', async () => {
    const { switchboard } = aSwitchboard({ userId: 3, sessionId: 'of the admin', clientId: 'a' });
    const asForeman = { userId: 1, holderId: 3, sessionId: 'of the admin', clientId: 'b' };

    switchboard.connect(new RecordingLine(asForeman));

    expect(await switchboard.count({ sessionId: 'of the admin' })).toBe(2);
    expect(() => switchboard.connect(new RecordingLine({ userId: 1, sessionId: 's1', clientId: 'b' }))).toThrow(
      NameTaken,
    );
  });

  it('does not make another of what only looks like it', async () => {
    const { switchboard } = aSwitchboard({ userId: 1, clientId: '2', sessionId: 'x' });

    const others = [
      { userId: 2, clientId: 'x', sessionId: '2' },
      { userId: 3, clientId: 'user:1', sessionId: 'everybody' },
    ];

    for (const name of others) expect(() => switchboard.connect(new RecordingLine(name))).not.toThrow();
    expect(await switchboard.count({ userId: 1 })).toBe(1);
  });
});
