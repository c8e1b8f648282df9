import { describe, expect, it } from '@jest/globals';
import { noticeBytes, TARGETED_FORMAT, targetedHello } from '../../../src/interfaces/sse/targeted-format.ts';
import type { OpenedFeed } from '../../../src/usecases/live-feed/open-feed.ts';
import { anEvent } from '../../support/fake-feed.ts';

const now = new Date('2024-01-01T12:00:00.999Z');
const name = { sessionId: 's-1', userId: 7, clientId: 'c-1' };
const opened = (position: number, resync: OpenedFeed['resync'] = null) => ({ position, resync }) as OpenedFeed;
const CONNECTED = 'data: {"clientId":"c-1","userId":7,"sessionId":"s-1","timestamp":"2024-01-01T12:00:00.999Z"}\n\n';

describe('the frames of the stream of targeted sends', () => {
  it('begin with «connected», the names in the order of the seed and the position', () => {
    expect(targetedHello(name, opened(4711), now)).toBe(`retry: 3000\n\nevent: connected\nid: 4711\n${CONNECTED}`);
  });

  it('go on with «resync» for a client that must fetch anew', () => {
    const resync = { reason: 'unknown', oldest: 1, newest: 9 } as const;

    expect(targetedHello(name, opened(9, resync), now)).toBe(
      `retry: 3000\n\nevent: connected\nid: 9\n${CONNECTED}` +
        'event: system.resync\nid: 9\ndata: {"reason":"unknown","oldest":1,"newest":9}\n\n',
    );
  });

  it('are named as they were sent, the payload alone as data, with an id where they are stored', () => {
    const notice = anEvent(4712, { stream: 'targeted', type: 'estimate-rejected', data: '{"reason":"дорого"}' });

    expect(TARGETED_FORMAT.batch({ events: [notice] }, 'until-close').toString()).toBe(
      'event: estimate-rejected\nid: 4712\ndata: {"reason":"дорого"}\n\n',
    );
  });

  it('have no id where they are not stored', () => {
    const notices = [
      { type: 'a', data: '{"n":1}' },
      { type: 'b', data: 'null' },
    ];

    expect(noticeBytes({ notices }, 'until-close').toString()).toBe(
      'event: a\ndata: {"n":1}\n\nevent: b\ndata: null\n\n',
    );
  });

  it('say that the stream is alive, and up to where it is complete', () => {
    const data = 'data: {"timestamp":"2024-01-01T12:00:00.999Z"}\n\n';

    expect(TARGETED_FORMAT.heartbeat(4790, now)).toBe(`event: heartbeat\nid: 4790\n${data}`);
    expect(TARGETED_FORMAT.heartbeat(null, now)).toBe(`event: heartbeat\n${data}`);
  });
});
