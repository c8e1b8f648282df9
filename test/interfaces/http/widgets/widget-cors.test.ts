import { beforeAll, describe, expect, it } from '@jest/globals';
import { WidgetReader } from '../../../../src/domain/widgets/widget-repository.ts';
import { call } from '../../../support/calls.ts';
import { Cast } from '../../../support/cast.ts';
import { aDialog, aGuest, aWidget } from '../../../support/guests.ts';
import { sharedServer } from '../../../support/test-server.ts';

const OURS = 'https://smeta.example';
const EXPOSED = ['ETag', 'Idempotent-Replayed', 'Retry-After', 'X-Request-Id', 'X-Stream-Position'];
const SITES = [
  'https://site.example',
  'http://site.example:8080',
  'https://a.shop.example',
  'https://xn--e1afmkfd.xn--p1ai',
];
const STRANGERS = [
  ...['https://evil.example', 'https://evil-site.example', 'https://site.example.evil.org', 'https://www.site.example'],
  ...[
    'https://shop.example',
    'https://evil-shop.example',
    'https://a.shop.example.evil.org',
    'null',
    'file://',
    'site.example',
  ],
  ...['https://site.example@evil.org', 'ftp://site.example', 'https://localhost.evil.org', 'https://others.example'],
];
const LOCAL = ['http://localhost:3000', 'http://127.0.0.1:5173', 'http://[::1]:8000', 'http://shop.localhost'];

const preflight = (method: string) => ({
  'Access-Control-Request-Method': method,
  'Access-Control-Request-Headers': 'content-type,idempotency-key,last-event-id',
});

describe('pages of a site that has a widget', () => {
  const server = sharedServer({ settings: { NODE_ENV: 'production', RATE_LIMIT: 'off', CORS_ORIGINS: OURS } });
  const cast = Cast.at(server);
  let widget: { id: number; assistant_id: number };
  let his: { dialog: { id: number }; guest: string };
  beforeAll(async () => {
    widget = await aWidget(cast(), ['site.example', '*.shop.example', 'пример.рф']);
    await aWidget(cast(), ['others.example']);
    his = await guestOf(widget.assistant_id);
  });
  async function guestOf(assistant: number) {
    const guest = aGuest({ id: assistant });
    return { dialog: await cast().well('nobody', `POST /api/widget/dialogs?${guest}`), guest };
  }
  const ask = (what: string, Origin: string, headers = {}, body?: unknown) =>
    call(server().url, what, { headers: { Origin, ...headers }, body });
  const allowed = ({ headers }: { headers: Headers }) => headers.get('Access-Control-Allow-Origin');
  /** What a guest's browser asks for. */
  const guests = () => [
    ['POST', `/api/widget/dialogs?${his.guest}`],
    ['POST', `/api/widget/dialogs/${his.dialog.id}/messages?${his.guest}`],
    ['GET', `/api/dialogs/${his.dialog.id}/events?${his.guest}`],
  ];

  it.each([...SITES, OURS])('read what the server says to its guests, from %s', async (origin) => {
    const opened = await ask(`POST /api/widget/dialogs?${his.guest}`, origin);
    const body = { sender: 'user', text: 'Алло?' };
    const said = await ask(`POST /api/widget/dialogs/${his.dialog.id}/messages?${his.guest}`, origin, {}, body);
    const refused = await ask(`POST /api/widget/dialogs/${his.dialog.id}/messages?${his.guest}`, origin, {}, {});
    const stream = await ask(`GET /api/dialogs/${his.dialog.id}/events?${his.guest}`, origin);

    expect([opened, said, refused, stream].map(({ status }) => status)).toEqual([200, 201, 422, 200]);
    for (const answer of [opened, said, refused, stream]) {
      expect(allowed(answer)).toBe(origin);
      expect(answer.headers.get('Vary')).toMatch(/\bOrigin\b/);
      expect(answer.headers.get('Access-Control-Expose-Headers')?.split(',').sort()).toEqual(EXPOSED);
      expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    }
  });

  it.each([...SITES, OURS])('are told so before they ask, from %s', async (origin) => {
    for (const [method = '', path] of guests()) {
      const answer = await ask(`OPTIONS ${path}`, origin, preflight(method));

      expect([answer.status, allowed(answer)]).toEqual([204, origin]);
      expect(answer.headers.get('Access-Control-Allow-Methods')?.split(',')).toContain(method);
      expect(answer.headers.get('Access-Control-Allow-Headers')).toBe('content-type,idempotency-key,last-event-id');
      expect(answer.headers.get('Vary')).toMatch(/\bOrigin\b/);
    }
  });

  it.each([...STRANGERS, ...LOCAL])('are no pages of %s', async (origin) => {
    for (const [method = '', path] of guests()) {
      const before = await ask(`OPTIONS ${path}`, origin, preflight(method));

      expect([before.status, allowed(before)]).toEqual([204, null]);
      expect(before.headers.get('Vary')).toMatch(/\bOrigin\b/);
    }
    const answer = await ask(`POST /api/widget/dialogs?${his.guest}`, origin);
    expect([answer.status, allowed(answer)]).toEqual([200, null]);
  });

  it('read nothing but what its guests are told', async () => {
    const others = [
      '/api/dialogs',
      `/api/dialogs/${his.dialog.id}/messages`,
      '/api/widgets',
      '/api/assistants',
      '/healthz',
    ];
    for (const path of [...others, '/api/v1/estimates', '/api/v1/sse/events', '/api/widgetry', '/openapi.json']) {
      const query = `?assistant_id=${widget.assistant_id}`;
      const answer = await ask(`GET ${path}${query}`, 'https://site.example');
      const before = await ask(`OPTIONS ${path}${query}`, 'https://site.example', preflight('GET'));

      expect([allowed(answer), allowed(before)]).toEqual([null, null]);
    }
  });

  it.each(['', 'assistant_id=', 'assistant_id=0', 'assistant_id=2147483647', 'assistant_id=1e1', 'guest_id=a'])(
    'are not told from strangers by the query %j',
    async (query) => {
      const answer = await ask(`OPTIONS /api/widget/dialogs?${query}`, 'https://site.example', preflight('POST'));

      expect([answer.status, allowed(answer)]).toEqual([204, null]);
    },
  );

  it('are strangers once the domains change, or the token is revoked', async () => {
    const changing = await aWidget(cast(), ['moving.example']);
    const path = `/api/widget/dialogs?${aGuest({ id: changing.assistant_id })}`;
    const now = async (origin: string) => allowed(await ask(`OPTIONS ${path}`, origin, preflight('POST')));
    expect(await now('https://moving.example')).toBe('https://moving.example');

    await cast().well('admin', `PATCH /api/widgets/${changing.id}`, { allowed_domains: ['moved.example'] });

    expect([await now('https://moving.example'), await now('https://moved.example')]).toEqual([
      null,
      'https://moved.example',
    ]);
    await cast().well('admin', `DELETE /api/widgets/${changing.id}`);
    expect(await now('https://moved.example')).toBeNull();
  });

  it.each(['https://evil.example', 'null', OURS, 'https://site.example'])(
    'and any other may ask whether a token is good, as %s',
    async (origin) => {
      const path = '/api/validate-widget-token';
      const before = await ask(`OPTIONS ${path}`, origin, preflight('POST'));
      const answer = await ask(`POST ${path}`, origin, {}, { token: 'never was', domain: 'evil.example' });

      expect([before.status, allowed(before), answer.status, allowed(answer)]).toEqual([204, origin, 403, origin]);
      expect(answer.headers.get('Vary')).toMatch(/\bOrigin\b/);
      expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    },
  );
});

describe('pages of a site that has a widget, while developing', () => {
  const server = sharedServer({ settings: { RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);

  it.each(LOCAL)("may be on one's own machine: %s", async (Origin) => {
    const { guest } = await aDialog(cast());

    const answer = await call(server().url, `POST /api/widget/dialogs?${guest}`, { headers: { Origin } });

    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(Origin);
  });
});

describe('the rest of the API, while the database answers nothing about widgets', () => {
  const asked: number[] = [];
  const server = sharedServer({
    settings: { CORS_ORIGINS: OURS },
    arrange: (container) => {
      const silent = { domainsOf: (assistantId: number) => new Promise(() => asked.push(assistantId)) };
      container.register<unknown>(WidgetReader, { useValue: silent });
    },
  });

  it('answers preflights of everybody, and those of the own origins everywhere', async () => {
    const ask = async (path: string, Origin: string) => {
      const headers = { Origin, ...preflight('POST') };
      const answer = await call(server().url, `OPTIONS ${path}`, { headers });
      return [answer.status, answer.headers.get('Access-Control-Allow-Origin')];
    };

    expect(await ask('/api/v1/estimates?assistant_id=1', 'https://evil.example')).toEqual([204, null]);
    expect(await ask('/api/v1/estimates', OURS)).toEqual([204, OURS]);
    expect(await ask('/api/widget/dialogs?assistant_id=1&guest_id=a', OURS)).toEqual([204, OURS]);
    expect(asked).toEqual([]);
  });
});
