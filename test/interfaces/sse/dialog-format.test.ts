import { describe, expect, it } from '@jest/globals';
import { DIALOG_FORMAT } from '../../../src/interfaces/sse/dialog-format.ts';
import { anEvent } from '../../support/fake-feed.ts';
import { parseEventStream } from './event-stream-parser.ts';

const now = new Date('2024-01-01T12:00:00.999Z');
const message =
  '{"type":"message:new","message":{"id":5,"dialog_id":3,"sender":"user","text":"а\\r\\nб\\u2028","created_at":"2024-01-01T12:00:00.000Z"}}';
const said = (position: number, data = message) =>
  anEvent(position, { stream: 'dialog', type: 'message.created', data });

describe('the frames of a dialog', () => {
  it('begin with the delay for reconnecting, and with the position from which the stream goes on', () => {
    expect(DIALOG_FORMAT.hello(4711, null, now)).toBe('retry: 5000\nid: 4711\n\n');
    expect(DIALOG_FORMAT.hello(0, null, now)).toBe('retry: 5000\nid: 0\n\n');
  });

  it('go on with «resync» for a client that must fetch anew', () => {
    const resync = { reason: 'expired', oldest: 4000, newest: 4711 } as const;

    expect(DIALOG_FORMAT.hello(4711, resync, now)).toBe(
      'retry: 5000\nid: 4711\n\n' +
        'event: system.resync\nid: 4711\ndata: {"reason":"expired","oldest":4000,"newest":4711}\n\n',
    );
  });

  it('are one named event for each message, as it lies in the log', () => {
    const text = `event: message\nid: 4712\ndata: ${message}\n\nevent: message\nid: 4715\ndata: {"b":1,"a":2}\n\n`;

    const batch = { events: [said(4712), said(4715, '{"b":1,"a":2}')] };

    expect(DIALOG_FORMAT.batch(batch, 'until-close').toString()).toBe(text);
    expect(DIALOG_FORMAT.batch(batch, 'chunked').toString()).toBe(
      `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`,
    );
  });

  it('are made once for all streams of a dialog', () => {
    const batch = { events: [said(4712)] };

    expect(DIALOG_FORMAT.batch(batch, 'chunked')).toBe(DIALOG_FORMAT.batch(batch, 'chunked'));
  });

  it('are comments while nobody speaks, with the position up to which the stream is complete', () => {
    expect(DIALOG_FORMAT.heartbeat(4790, now)).toBe(': heartbeat\nid: 4790\n\n');
    expect(DIALOG_FORMAT.heartbeat(null, now)).toBe(': heartbeat\n\n');
  });

  it('are to a browser messages alone: nothing else of it is an event', () => {
    const bytes = Buffer.concat([
      Buffer.from(DIALOG_FORMAT.hello(4711, null, now) + DIALOG_FORMAT.heartbeat(4711, now)),
      DIALOG_FORMAT.batch({ events: [said(4712)] }, 'until-close'),
      Buffer.from(DIALOG_FORMAT.heartbeat(4790, now)),
    ]);

    expect(parseEventStream(bytes)).toEqual({
      events: [{ type: 'message', data: message, lastEventId: '4712' }],
      comments: ['heartbeat', 'heartbeat'],
      retry: 5_000,
    });
  });
});
