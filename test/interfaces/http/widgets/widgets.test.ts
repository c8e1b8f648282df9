import { describe, expect, it } from '@jest/globals';
import { type CallAnswer, verdictOf } from '../../../support/calls.ts';
import { Cast } from '../../../support/cast.ts';
import { anAssistant, aWidget } from '../../../support/guests.ts';
import { sharedServer } from '../../../support/test-server.ts';

const NOT_AN_ID = [0, -1, 1.5, 2 ** 31, '1', null, [1], undefined];
const NOT_DOMAINS = [
  ...[
    'site.example',
    {},
    7,
    [7],
    [null],
    [''],
    ['*'],
    ['*.'],
    ['https://site.example'],
    ['site.example/'],
    [' a.example'],
  ],
  ...[
    ['a@b.example'],
    ['a\0b.example'],
    ['site.example:0'],
    ['site.example:65536'],
    ['a..b'],
    ['*.127.0.0.1'],
    ['\ud83c'],
  ],
  ...[[`${'a'.repeat(300)}.example`], Array(101).fill('site.example')],
];
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

describe('widgets', () => {
  const server = sharedServer();
  const cast = Cast.at(server);
  const as = (what: string, body?: unknown, headers = {}) => cast().as('admin', what, { body, headers });
  const fieldsOf = ({ body }: CallAnswer) => body.errors?.map(({ path }: { path: string }) => path.split('.')[0]);
  const all = async () => [
    await cast().well('admin', 'GET /api/widgets?limit=200'),
    await cast().well('admin', 'GET /api/assistants?limit=200'),
  ];

  it('are made for an assistant, with a token that nobody can guess', async () => {
    const assistant = await as('POST /api/assistants', { name: 'Анна' });

    const made = await as('POST /api/widgets', { assistant_id: assistant.body.id, allowed_domains: ['site.example'] });
    const other = await as('POST /api/widgets', { assistant_id: assistant.body.id });

    expect([assistant.status, made.status]).toEqual([201, 201]);
    expect(assistant.body).toEqual({ id: expect.any(Number), name: 'Анна', created_at: TIME });
    expect(made.body).toEqual({
      id: expect.any(Number),
      assistant_id: assistant.body.id,
      token: expect.stringMatching(/^[\w-]{43}$/), // 256 bits
      allowed_domains: ['site.example'],
      created_at: TIME,
    });
    expect(other.body.allowed_domains).toEqual([]);
    expect(other.body.token).not.toBe(made.body.token);
  });

  it('answer domains as an address bar shows them, each once', async () => {
    const { allowed_domains } = await aWidget(cast(), ['Site.Example', 'site.example', '*.ПРИМЕР.РФ', '[::0:1]:3000']);

    expect(allowed_domains).toEqual(['site.example', '*.xn--e1afmkfd.xn--p1ai', '[::1]:3000']);
  });

  it('get other domains and keep their token', async () => {
    const widget = await aWidget(cast());

    const changed = await as(`PATCH /api/widgets/${widget.id}`, { allowed_domains: ['other.example'] });
    const untouched = await as(`PATCH /api/widgets/${widget.id}`, {});
    const none = await as(`PATCH /api/widgets/${widget.id}`, { allowed_domains: [] });

    expect([changed.status, changed.body]).toEqual([200, { ...widget, allowed_domains: ['other.example'] }]);
    expect([untouched.status, untouched.body]).toEqual([200, changed.body]);
    expect(none.body.allowed_domains).toEqual([]);
  });

  it('are revoked once, and are gone', async () => {
    const widget = await aWidget(cast());

    const revoked = await as(`DELETE /api/widgets/${widget.id}`);

    const [widgets] = await all();
    expect([revoked.status, revoked.body]).toEqual([204, '']);
    expect(verdictOf(await as(`DELETE /api/widgets/${widget.id}`))).toBe('404 not_found');
    expect(verdictOf(await as(`PATCH /api/widgets/${widget.id}`, { allowed_domains: [] }))).toBe('404 not_found');
    expect(verdictOf(await as(`PATCH /api/widgets/${widget.id}`, {}))).toBe('404 not_found');
    expect(widgets.items.map(({ id }: { id: number }) => id)).not.toContain(widget.id);
  });

  it('are listed newest first and part by part, as assistants are', async () => {
    const [first, second] = [await aWidget(cast()), await aWidget(cast())];

    const newest = await cast().well('admin', 'GET /api/widgets?limit=1');
    const next = await cast().well('admin', `GET /api/widgets?limit=1&cursor=${newest.next_cursor}`);
    const assistants = await cast().well('admin', 'GET /api/assistants?limit=1');
    const before = await cast().well('admin', `GET /api/assistants?limit=1&cursor=${assistants.next_cursor}`);

    expect([newest.items, next.items]).toEqual([[second], [first]]);
    expect([assistants.items[0].id, before.items[0].id]).toEqual([second.assistant_id, first.assistant_id]);
  });

  it('are made, changed and revoked once under one Idempotency-Key', async () => {
    const { id } = await anAssistant(cast());
    const keyed = (name: string) => ({ 'Idempotency-Key': `${name} ${id}` });
    const twice = async (what: string, body?: unknown) => [
      await as(what, body, keyed(what)),
      await as(what, body, keyed(what)),
    ];

    const assistants = await twice('POST /api/assistants', { name: 'Борис' });
    const made = await twice('POST /api/widgets', { assistant_id: id });
    const path = `/api/widgets/${made[0]?.body.id}`;
    const changed = await twice(`PATCH ${path}`, { allowed_domains: ['site.example'] });
    const revoked = await twice(`DELETE ${path}`);

    for (const [first, again] of [assistants, made, changed, revoked]) {
      expect([again?.status, again?.body]).toEqual([first?.status, first?.body]);
      expect(again?.headers.get('Idempotent-Replayed')).toBe('true');
    }
    expect(revoked[0]?.status).toBe(204);
  });

  it.each([
    ['POST /api/assistants', 'name', ['', ' ', 'я'.repeat(201), 'a\0b', '\ud83c', 7, null, undefined]],
    ['POST /api/widgets', 'assistant_id', NOT_AN_ID],
    ['POST /api/widgets', 'allowed_domains', NOT_DOMAINS],
    ['PATCH /api/widgets/{id}', 'allowed_domains', NOT_DOMAINS],
    ['POST /api/assistants', 'color', ['red']],
    ['POST /api/widgets', 'token', ['of my choice']],
    ['PATCH /api/widgets/{id}', 'assistant_id', [1]],
  ])('%s refuses a bad %s, and changes nothing', async (name, field, values) => {
    const widget = await aWidget(cast());
    const good = name.includes('assistants') ? { name: 'Анна' } : { assistant_id: widget.assistant_id };
    const before = await all();

    for (const value of values) {
      const body = { ...(name.startsWith('POST') ? good : {}), [field]: value };
      const answer = await as(name.replace('{id}', widget.id), body);

      expect([verdictOf(answer), fieldsOf(answer)]).toEqual(['422 validation_failed', [field]]);
    }
    expect(await all()).toEqual(before);
  });

  it('are not made for an assistant who is not there', async () => {
    expect(verdictOf(await as('POST /api/widgets', { assistant_id: 2 ** 31 - 1 }))).toBe('404 not_found');
  });

  it.each([0, -1, 2 ** 31 - 1, 2 ** 31, 'abc', '1.5', '%00'])('are not there under the number %s', async (id) => {
    expect(verdictOf(await as(`PATCH /api/widgets/${id}`, { allowed_domains: [] }))).toBe('404 not_found');
    expect(verdictOf(await as(`DELETE /api/widgets/${id}`))).toBe('404 not_found');
  });

  it('never show their token in the log', async () => {
    const { id, token } = await aWidget(cast());
    await as(`PATCH /api/widgets/${id}`, { allowed_domains: [] });

    expect(server().log.text()).not.toContain(token);
  });
});
