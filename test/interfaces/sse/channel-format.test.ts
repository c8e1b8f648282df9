import { describe, expect, it } from '@jest/globals';
import type { UpstreamState } from '../../../src/domain/channels/channel.ts';
import { GAP_FRAME, heartbeatFormat, relayFormat } from '../../../src/interfaces/sse/channel-format.ts';
import type { FeedEvent } from '../../../src/usecases/ports/live-feed.ts';
import { anEvent } from '../../support/fake-feed.ts';
import { parseEventStream } from './event-stream-parser.ts';

const now = new Date('2024-01-01T12:00:00.999Z');
const relay = relayFormat(() => 'connected');
/** As the log keeps what a source said. */
const relayed = (received: object, position = 4712): FeedEvent =>
  anEvent(position, { stream: 'channel', type: 'deal', data: JSON.stringify(received) });
const textOf = (...received: object[]) =>
  relay.batch({ events: received.map((one) => relayed(one)) }, 'until-close').toString();

describe('the frames of a relayed channel', () => {
  it('are what the source said: event, id and data', () => {
    expect(textOf({ event: 'deal.won', id: 'crm-7', data: '{ "sum" : 1 }' })).toBe(
      'event: deal.won\nid: crm-7\ndata: { "sum" : 1 }\n\n',
    );
  });

  it.each([
    ['no id', { event: 'deal', data: 'x' }, 'event: deal\ndata: x\n\n'],
    ['no name', { id: '7', data: 'x' }, 'id: 7\ndata: x\n\n'],
    ['neither', { data: 'x' }, 'data: x\n\n'],
    ['an id that takes the last one back', { id: '', data: 'x' }, 'id: \ndata: x\n\n'],
    ['no text', { event: 'deal', id: '7', data: '' }, 'event: deal\nid: 7\ndata: \n\n'],
    ['several lines', { data: 'a\n\n b\n' }, 'data: a\ndata: \ndata:  b\ndata: \n\n'],
    ['a line that looks like a field', { data: 'a\nid: 9\nevent: b' }, 'data: a\ndata: id: 9\ndata: event: b\n\n'],
    ['signs that are line ends elsewhere', { data: 'a\u2028b\u2029c\u0085d' }, 'data: a\u2028b\u2029c\u0085d\n\n'],
    ['blanks around', { event: ' e ', id: ' 7 ', data: ' x ' }, 'event:  e \nid:  7 \ndata:  x \n\n'],
    ['NUL in the name', { event: 'a\0b', data: 'x' }, 'event: a\0b\ndata: x\n\n'],
  ])('hold to it with %s', (_what, received, text) => {
    expect(textOf(received)).toBe(text);
  });

  it('have never a position of ours as an id', () => {
    const bytes = Buffer.from(textOf({ data: 'one' }, { event: 'deal', data: 'two' }));

    expect(parseEventStream(bytes).events.map(({ lastEventId }) => lastEventId)).toEqual(['', '']);
  });

  it('are to a browser what they were at the source', () => {
    const received = [
      { event: 'a\0b', id: 'ид', data: 'a\n\nb\n' },
      { id: ' 8', data: '' },
      { event: 'e', data: '\u2028 ' },
    ];

    const { events } = parseEventStream(Buffer.from(textOf(...received)));

    expect(events).toEqual([
      { type: 'a\0b', data: 'a\n\nb\n', lastEventId: 'ид' },
      { type: 'message', data: '', lastEventId: ' 8' },
      { type: 'e', data: '\u2028 ', lastEventId: ' 8' },
    ]);
  });

  it('are made once, whoever of the followers they are for', () => {
    const batch = { events: [relayed({ data: 'x' })] };

    expect(relayFormat(() => 'reconnecting').batch(batch, 'chunked')).toBe(relay.batch(batch, 'chunked'));
  });

  it.each(['connected', 'reconnecting', 'unconfigured'] as const)(
    'say how the source does, without an id: %s',
    (state) => {
      expect(relayFormat(() => state).heartbeat(4790, now)).toBe(
        `event: heartbeat\ndata: {"timestamp":"2024-01-01T12:00:00.999Z","upstream":"${state}"}\n\n`,
      );
    },
  );

  it('say how the source does at that time, not when the stream was opened', () => {
    let state: UpstreamState = 'connected';
    const format = relayFormat(() => state);

    state = 'reconnecting';

    expect(format.heartbeat(null, now)).toContain('"upstream":"reconnecting"');
  });

  it('tell of a gap without an id: the client keeps the one that it has', () => {
    expect(GAP_FRAME).toBe('event: system.resync\ndata: {"reason":"unknown"}\n\n');
  });
});

describe('the frames of the channel of signs of life', () => {
  it('are counted from 1, for each stream', () => {
    const [one, other] = [heartbeatFormat(), heartbeatFormat()];

    const frames = [one.heartbeat(null, now), one.heartbeat(7, now), other.heartbeat(null, now)];

    const frame = (sequence: number) => `event: heartbeat\ndata: {"type":"heartbeat","sequence":${sequence}}\n\n`;
    expect(frames).toEqual([frame(1), frame(2), frame(1)]);
  });
});
