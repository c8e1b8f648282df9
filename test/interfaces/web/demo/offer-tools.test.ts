import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { offerTools } from '../../../../src/interfaces/web/demo/offer-tools.ts';
import type { SSEDemo } from '../../../../src/interfaces/web/demo/sse-demo.ts';
import type { SSETestUtils } from '../../../../src/interfaces/web/demo/sse-test-utils.ts';
import { MemoryStorage } from '../../../../src/interfaces/web/live/browser-storage.ts';
import { LiveClient } from '../../../../src/interfaces/web/live/live-client.ts';
import { Session } from '../../../../src/interfaces/web/live/session.ts';
import { EstimateEvent } from '../../../../src/interfaces/wire/event-wire.ts';

describe('the tools of the console', () => {
  let said: unknown[][];
  let tools: { SSEDemo: new () => SSEDemo; SSETestUtils: SSETestUtils };
  let takeAway: () => void;
  beforeEach(() => {
    jest.useFakeTimers();
    said = [];
    jest.spyOn(console, 'debug').mockImplementation(() => undefined);
    jest.spyOn(console, 'log').mockImplementation((...words) => void said.push(words));
    tools = {} as typeof tools;
    takeAway = offerTools(new LiveClient(new Session('', new MemoryStorage())), tools);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('show what comes while they listen, and count it', async () => {
    const demo = new tools.SSEDemo();
    demo.startListening();
    demo.startListening();
    const sequence = tools.SSETestUtils.runTestSequence();
    await jest.runAllTimersAsync();
    await sequence;
    const listening = demo.getStatus();
    demo.stopListening();
    tools.SSETestUtils.createTestEstimateEvent();

    const heard = { 'estimate.created': 1, 'estimate.updated': 1, 'estimate.deleted': 1 };
    expect(listening).toEqual({ state: 'offline', listening: true, heard });
    expect(demo.getStatus()).toEqual({ ...listening, listening: false });
    expect(said.map(([prefix]) => prefix)).toEqual(Array(3).fill('[EventBus]'));
  });

  it('make events of the shape that the server keeps', () => {
    const event = tools.SSETestUtils.createTestEstimateEvent();

    expect(EstimateEvent.parse(event)).toEqual(event);
  });

  it('are taken away again', () => {
    takeAway();

    expect(tools).toEqual({});
  });
});
