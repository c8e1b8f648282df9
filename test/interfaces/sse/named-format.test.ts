import { describe, expect, it } from '@jest/globals';
import { idOf, OF_ITSELF, resyncFrame } from '../../../src/interfaces/sse/named-format.ts';

const now = new Date('2024-01-01T12:00:00.999Z');

describe('the frames that all streams of named events share', () => {
  it.each([null, 0, 4790])('say that the right to listen is over, at the position %j without an id', (position) => {
    expect(OF_ITSELF.unauthorized(position, now)).toBe('event: system.unauthorized\ndata: {}\n\n');
  });

  it.each(['shutdown', 'replaced', 'slow', 'failed'] as const)(
    'say why the server ends them, and when to return: %s',
    (reason) => {
      expect(OF_ITSELF.closing(4790, reason, 4321, now)).toBe(
        `retry: 4321\n\nevent: system.closing\ndata: {"reason":"${reason}"}\n\n`,
      );
    },
  );

  it.each(['expired', 'unknown'] as const)('tell a client to fetch anew: %s', (reason) => {
    expect(resyncFrame(4712, { reason, oldest: 4000, newest: 4711 })).toBe(
      `event: system.resync\nid: 4712\ndata: {"reason":"${reason}","oldest":4000,"newest":4711}\n\n`,
    );
  });

  it('have an id where there is a position, be it 0', () => {
    expect([null, 0, 4711].map(idOf)).toEqual([{}, { id: 0 }, { id: 4711 }]);
  });
});
