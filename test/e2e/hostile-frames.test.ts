import { beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../src/interfaces/http/openapi/operations.ts';
import { PasswordHasher } from '../../src/usecases/ports/password-hasher.ts';
import { parseEventStream } from '../interfaces/sse/event-stream-parser.ts';
import { headersFor, pathOf } from '../support/hostile-attack.ts';
import { QUICK_HASHER, Stage } from '../support/hostile-stage.ts';
import { FORGED, HOSTILE_TEXTS } from '../support/hostile-values.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { placesIn, sampleOf, withJson } from '../support/samples.ts';
import { sharedServer } from '../support/test-server.ts';

/** What would break out, where it fits. */
const TEXTS = HOSTILE_TEXTS.filter((text) => text.length <= 200 && /[\p{Zl}\p{Zp}\p{Cc}\ufeff]/u.test(text));
const WITH_BODY = OPERATIONS.flatMap(({ body, ...rest }) =>
  body && rest.method !== 'delete' && !rest.path.includes('/auth/') ? [{ ...rest, body }] : [],
);
/** Everything that may stand in a stream: a line of a field, of a comment, or none. */
const LINE = /^(id: \d+|event: [^\r\n]+|data: [^\r\n]*|retry: \d+|: ?heartbeat)?$/;
const LAST = 'the last of all';

describe('what was stored with hostile text in it', () => {
  const server = sharedServer({
    settings: { RATE_LIMIT: 'off' },
    arrange: (container) => container.register<PasswordHasher>(PasswordHasher, { useValue: QUICK_HASHER }),
  });
  const open = rawStreams(server);
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set(server());
  });

  /** Every text in every place of every body; answers the names of the events that were sent so. */
  async function sayAll(): Promise<{ taken: number; names: Set<string> }> {
    let taken = 0;
    const names = new Set<string>();
    for (const operation of WITH_BODY) {
      for (const place of placesIn(operation.body)) {
        for (const text of TEXTS) {
          const sample = sampleOf(operation.body, { ...stage.known, target: () => ({}) }); // to everybody
          const body = withJson(sample, place, JSON.stringify(text));
          const path = await pathOf(stage, operation);
          const method = operation.method.toUpperCase();
          const { status } = await stage.call(`${method} ${path}`, body, headersFor(operation, body));
          if (status < 300) taken++;
          if (status < 300 && operation.path === '/api/sse/send') names.add(JSON.parse(body).type);
        }
      }
    }
    await stage.call('POST /api/v1/projects', { name: LAST });
    await stage.call('POST /api/sse/send', { type: LAST, data: 1 });
    await stage.call(`POST /api/dialogs/${stage.dialog}/messages`, { text: LAST });
    return { taken, names };
  }

  it('begins no frame, ends none, and reads as it was written, on every stream', async () => {
    const { token } = stage;
    const streams: Record<string, RawStream> = {
      role: await open('/api/v1/sse/events', { token }),
      targeted: await open('/api/sse', { token }),
      his: await open(`/api/sse?userId=${server().staff.foreman.id}`, { token }),
      operator: await open(`/api/dialogs/${stage.dialog}/events`, { token }),
      guest: await open(`/api/dialogs/${stage.dialog}/events?${stage.asGuest}`, { headers: { Authorization: '' } }),
    };

    const { taken, names } = await sayAll();
    for (const stream of Object.values(streams)) await stream.until(() => stream.text.includes(LAST));
    const again = await open('/api/v1/sse/events', { token, lastEventId: 0 });
    await again.until(() => again.text.includes(LAST));

    const known = [...names, 'message', 'connected', 'heartbeat', 'webhook-processed', 'estimate-rejected', LAST];
    for (const [name, stream] of Object.entries({ ...streams, again })) {
      const { events } = parseEventStream(Buffer.from(stream.text));
      const wrong = stream.text.split('\n').filter((line) => !LINE.test(line));
      expect([name, wrong]).toEqual([name, []]);
      expect(events.map(({ type }) => type).filter((type) => !known.includes(type))).toEqual([]);
      expect(events.filter(({ type }) => type === FORGED)).toEqual([]);
      for (const { data } of events) JSON.parse(data);
    }
    const told = Object.fromEntries(
      Object.entries(streams).map(([name, stream]) => [name, parseEventStream(Buffer.from(stream.text)).events.length]),
    );
    console.log(`hostile frames: ${taken} values were taken and told as events:`, told);
    expect(taken).toBeGreaterThan(100);
    for (const name of Object.keys(streams)) expect(told[name]).toBeGreaterThan(10);
  }, 120_000);
});
