import { describe, expect, it } from '@jest/globals';
import { audienceKeyOf } from '../../../src/domain/audience/audience.ts';
import type { Message } from '../../../src/domain/dialogs/message.ts';
import { messageEvents } from '../../../src/domain/dialogs/message-events.ts';

const message: Message = {
  id: 5,
  dialogId: 3,
  sender: 'user',
  text: 'Сколько стоит забор?',
  createdAt: new Date('2026-03-01T08:00:00Z'),
};

describe('the events of a message', () => {
  it('are one, when it is said, for both sides of its dialog and the program', () => {
    expect(messageEvents(null, message)).toEqual([
      { type: 'message.created', snapshot: message, audience: ['dialog:3', 'program'] },
    ]);
  });

  it('are none for a change or an end: what leaves no event is refused', () => {
    expect(messageEvents(message, { ...message, text: 'Передумал' })).toEqual([]);
    expect(messageEvents(message, null)).toEqual([]);
    expect(messageEvents(null, null)).toEqual([]);
  });

  it('are not for those who follow estimates and projects', () => {
    const [event] = messageEvents(null, message);

    for (const role of ['admin', 'manager', 'foreman'] as const) {
      expect(event?.audience).not.toContain(audienceKeyOf({ id: 3, role }));
    }
  });
});
