import { describe, expect, it } from '@jest/globals';
import { relayFormat } from '../../../src/interfaces/sse/channel-format.ts';
import { DIALOG_FORMAT } from '../../../src/interfaces/sse/dialog-format.ts';
import { ROLE_FORMAT } from '../../../src/interfaces/sse/role-format.ts';
import { TARGETED_FORMAT } from '../../../src/interfaces/sse/targeted-format.ts';
import { anEvent } from '../../support/fake-feed.ts';
import { parseEventStream } from './event-stream-parser.ts';

const now = new Date('2024-01-01T12:00:00.999Z');
const CHANNEL = relayFormat(() => 'connected');

/** The same event of the log on each kind of stream. */
const event = anEvent(4712, { type: 'a.b', data: '{"event":"e","id":"7","data":"x\\ny"}', occurredAt: now });

describe('the four formats of the one encoder', () => {
  it('say the same event of the log each in its own way', () => {
    const batch = { events: [event] };

    expect(ROLE_FORMAT.batch(batch, 'until-close').toString()).toBe(
      `id: 4712\ndata: {"event":"a.b","data":${event.data},"timestamp":1704110400}\n\n`,
    );
    expect(CHANNEL.batch(batch, 'until-close').toString()).toBe('event: e\nid: 7\ndata: x\ndata: y\n\n');
    expect(TARGETED_FORMAT.batch(batch, 'until-close').toString()).toBe(
      `event: a.b\nid: 4712\ndata: ${event.data}\n\n`,
    );
    expect(DIALOG_FORMAT.batch(batch, 'until-close').toString()).toBe(
      `event: message\nid: 4712\ndata: ${event.data}\n\n`,
    );
  });

  it.each([
    ['role', ROLE_FORMAT, 'message', '4790'],
    ['channel', CHANNEL, 'heartbeat', ''],
    ['targeted', TARGETED_FORMAT, 'heartbeat', '4790'],
    ['dialog', DIALOG_FORMAT, null, null],
  ] as const)('say each in its own way that a stream is alive: %s', (_kind, format, type, lastEventId) => {
    const { events } = parseEventStream(Buffer.from(format.heartbeat(4790, now)));

    expect(events).toEqual(type === null ? [] : [{ type, data: expect.any(String), lastEventId }]);
  });

  it.each([
    ['role', ROLE_FORMAT],
    ['channel', CHANNEL],
    ['targeted', TARGETED_FORMAT],
    ['dialog', DIALOG_FORMAT],
  ])('keep the bytes of a batch from those of the others: %s', (_kind, format) => {
    const batch = { events: [event] };
    for (const other of [ROLE_FORMAT, CHANNEL, TARGETED_FORMAT, DIALOG_FORMAT]) other.batch(batch, 'chunked');

    expect(format.batch(batch, 'chunked')).toBe(format.batch(batch, 'chunked'));
    expect(format.batch(batch, 'chunked').equals(format.batch({ events: [event] }, 'chunked'))).toBe(true);
  });
});
