import { describe, expect, it } from '@jest/globals';
import { ROLE_FORMAT } from '../../../src/interfaces/sse/role-format.ts';
import type { FeedEvent } from '../../../src/usecases/ports/live-feed.ts';
import { anEvent } from '../../support/fake-feed.ts';

/** 1704110400 in Unix seconds, and nearly another. */
const now = new Date('2024-01-01T12:00:00.999Z');

describe('the frames of the role stream', () => {
  it('begin with the delay for reconnecting, then say from where the stream goes on', () => {
    expect(ROLE_FORMAT.hello(4711, null, now)).toBe(
      'retry: 3000\n\n' +
        'id: 4711\n' +
        'data: {"event":"connected","message":"SSE connection established","timestamp":1704110400}\n\n',
    );
  });

  it('go on with «resync» for a client that must fetch anew', () => {
    const resync = { reason: 'expired', oldest: 4000, newest: 4711 } as const;

    expect(ROLE_FORMAT.hello(4711, resync, now)).toBe(
      `${ROLE_FORMAT.hello(4711, null, now)}id: 4711\n` +
        'data: {"event":"system.resync","data":{"reason":"expired","oldest":4000,"newest":4711},"timestamp":1704110400}\n\n',
    );
  });

  it('say up to where a quiet stream is complete', () => {
    expect(ROLE_FORMAT.heartbeat(4790, now)).toBe('id: 4790\ndata: {"event":"keepalive","timestamp":1704110400}\n\n');
  });

  it('say that the right to listen is over', () => {
    expect(ROLE_FORMAT.unauthorized(4790, now)).toBe(
      'id: 4790\ndata: {"event":"system.unauthorized","timestamp":1704110400}\n\n',
    );
  });

  it.each(['shutdown', 'replaced', 'slow'] as const)('say why the server ends them: %s', (reason) => {
    expect(ROLE_FORMAT.closing(4790, reason, 4321, now)).toBe(
      'retry: 4321\n\n' +
        `id: 4790\ndata: {"event":"system.closing","data":{"reason":"${reason}"},"timestamp":1704110400}\n\n`,
    );
  });

  it('have no id before there is a position', () => {
    const timestamp = '"timestamp":1704110400}\n\n';

    expect(ROLE_FORMAT.heartbeat(null, now)).toBe(`data: {"event":"keepalive",${timestamp}`);
    expect(ROLE_FORMAT.unauthorized(null, now)).toBe(`data: {"event":"system.unauthorized",${timestamp}`);
    expect(ROLE_FORMAT.closing(null, 'slow', 1, now)).toBe(
      `retry: 1\n\ndata: {"event":"system.closing","data":{"reason":"slow"},${timestamp}`,
    );
  });

  it('have the position 0 as an id like any other', () => {
    expect(ROLE_FORMAT.hello(0, null, now)).toContain('\nid: 0\n');
    expect(ROLE_FORMAT.heartbeat(0, now)).toMatch(/^id: 0\n/);
  });
});

describe('the bytes of a batch', () => {
  const created: FeedEvent = anEvent(4712, {
    type: 'estimate.created',
    data: '{"estimate_id":17,"estimate_number":"Смета_1","total":"1250.50"}',
    occurredAt: now,
  });
  const gone: FeedEvent = anEvent(4715, { type: 'estimate.unassigned', data: '{"b":1,"a":2}', occurredAt: now });
  const text =
    'id: 4712\ndata: {"event":"estimate.created",' +
    '"data":{"estimate_id":17,"estimate_number":"Смета_1","total":"1250.50"},"timestamp":1704110400}\n\n' +
    'id: 4715\ndata: {"event":"estimate.unassigned","data":{"b":1,"a":2},"timestamp":1704110400}\n\n';

  it('are the events as they lie in the log, one frame each', () => {
    expect(ROLE_FORMAT.batch({ events: [created, gone] }, 'until-close').toString()).toBe(text);
  });

  it('are one chunk for all of them', () => {
    const length = Buffer.byteLength(text).toString(16);

    expect(ROLE_FORMAT.batch({ events: [created, gone] }, 'chunked').toString()).toBe(`${length}\r\n${text}\r\n`);
  });

  it('are made once for each batch and framing', () => {
    const batch = { events: [created] };

    const [chunked, plain] = [ROLE_FORMAT.batch(batch, 'chunked'), ROLE_FORMAT.batch(batch, 'until-close')];

    expect(ROLE_FORMAT.batch(batch, 'chunked')).toBe(chunked);
    expect(ROLE_FORMAT.batch(batch, 'until-close')).toBe(plain);
    expect(plain).not.toBe(chunked);
  });

  it('are made anew for another batch of the same events', () => {
    const one = ROLE_FORMAT.batch({ events: [created] }, 'chunked');
    const other = ROLE_FORMAT.batch({ events: [created] }, 'chunked');

    expect(other).not.toBe(one);
    expect(other.equals(one)).toBe(true);
  });
});
