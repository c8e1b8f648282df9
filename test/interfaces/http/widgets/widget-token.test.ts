import { describe, expect, it } from '@jest/globals';
import { call, verdictOf } from '../../../support/calls.ts';
import { Cast } from '../../../support/cast.ts';
import { anAssistant, aWidget } from '../../../support/guests.ts';
import { sharedServer } from '../../../support/test-server.ts';

const NEVER_WAS = 'x'.repeat(43);

describe.each([
  ['in production', 'production', false],
  ['in development', 'development', true],
])('the token of a widget, %s', (_where, NODE_ENV, localhostAllowed) => {
  const server = sharedServer({ settings: { NODE_ENV, RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);
  const validate = (token: unknown, domain: unknown) =>
    call(server().url, 'POST /api/validate-widget-token', { body: { token, domain } });
  /** `valid`, or why not. */
  const verdict = async (token: string, domain: string) => {
    const { status, body } = await validate(token, domain);
    return status === 200 ? 'valid' : `${status} ${body.code}: ${body.detail}`;
  };

  it('is good on the sites that it is for', async () => {
    const widget = await aWidget(cast(), ['site.example', '*.shop.example', 'test.example:8080', 'пример.рф']);

    const { status, body } = await validate(widget.token, 'site.example');

    expect([status, body]).toEqual([200, { valid: true, assistant_id: widget.assistant_id }]);
    for (const domain of [
      'SITE.example:8443',
      'www.shop.example',
      'test.example:8080',
      'xn--e1afmkfd.xn--p1ai',
      'ПРИМЕР.рф',
    ]) {
      expect(await verdict(widget.token, domain)).toBe('valid');
    }
  });

  it.each([
    ...[
      'other.example',
      'evil-site.example',
      'evilsite.example',
      'site.example.evil.org',
      'www.site.example',
      'shop.example',
    ],
    ...[
      'evil-shop.example',
      'www.shop.example.evil.org',
      'test.example',
      'test.example:80',
      'site.example.',
      'example',
    ],
    ...[
      'site.example@evil.org',
      'evil.org/site.example',
      'evil.org#site.example',
      'https://site.example',
      'site.example\n',
    ],
    ...[
      '',
      ' ',
      '*',
      '*.shop.example',
      'site.example,evil.org',
      'localhost.evil.org',
      '127.0.0.1.evil.org',
      '[::2]',
      'a\0b',
    ],
  ])('is not good on %j', async (domain) => {
    const { token } = await aWidget(cast(), ['site.example', '*.shop.example', 'test.example:8080']);

    expect(await verdict(token, domain)).toBe('403 forbidden: domain not allowed');
  });

  it('is not good on the sites of another', async () => {
    const [one, other] = [await aWidget(cast(), ['one.example']), await aWidget(cast(), ['other.example'])];

    expect(await verdict(one.token, 'other.example')).toBe('403 forbidden: domain not allowed');
    expect(await verdict(other.token, 'one.example')).toBe('403 forbidden: domain not allowed');
  });

  it('says that domains changed where it was good when it was made, and good again when they come back', async () => {
    const { id, token } = await aWidget(cast(), ['then.example', 'always.example']);
    const change = (allowed_domains: string[]) => cast().well('admin', `PATCH /api/widgets/${id}`, { allowed_domains });

    await change(['now.example', 'always.example']);

    expect(await verdict(token, 'then.example')).toBe('403 forbidden: domains changed');
    expect(await verdict(token, 'now.example')).toBe('valid');
    expect(await verdict(token, 'always.example')).toBe('valid');
    await change(['later.example']);
    expect(await verdict(token, 'now.example')).toBe('403 forbidden: domain not allowed');
    await change(['then.example']);
    expect(await verdict(token, 'then.example')).toBe('valid');
  });

  it('says that it was revoked, wherever it is shown, and so does one that never was', async () => {
    const { id, token } = await aWidget(cast(), ['site.example']);
    await cast().well('admin', `DELETE /api/widgets/${id}`);

    for (const domain of ['site.example', 'other.example', 'localhost', '']) {
      const [revoked, never] = [await validate(token, domain), await validate(NEVER_WAS, domain)];
      expect(revoked.body).toMatchObject({ status: 403, code: 'forbidden', detail: 'token revoked' });
      expect(never.body).toEqual(revoked.body);
    }
  });

  it(`without domains is good nowhere, ${localhostAllowed ? "but on one's own machine" : "not even on one's own machine"}`, async () => {
    const { id } = await anAssistant(cast());
    const { token } = await cast().well('admin', 'POST /api/widgets', { assistant_id: id });

    for (const domain of ['localhost', 'localhost:3000', 'shop.localhost:81', '127.0.0.1:8000', '[::1]:5173']) {
      expect(await verdict(token, domain)).toBe(localhostAllowed ? 'valid' : '403 forbidden: domain not allowed');
    }
    expect(await verdict(token, 'site.example')).toBe('403 forbidden: domain not allowed');
  });

  it.each([
    ['token', { domain: 'site.example' }],
    ['token', { token: '', domain: 'site.example' }],
    ['token', { token: 7, domain: 'site.example' }],
    ['token', { token: 'a\0b', domain: 'site.example' }],
    ['token', { token: '\ud83c', domain: 'site.example' }],
    ['token', { token: 'x'.repeat(201), domain: 'site.example' }],
    ['domain', { token: NEVER_WAS }],
    ['domain', { token: NEVER_WAS, domain: null }],
    ['domain', { token: NEVER_WAS, domain: ['site.example'] }],
    ['domain', { token: NEVER_WAS, domain: 'a'.repeat(301) }],
    ['origin', { token: NEVER_WAS, domain: 'site.example', origin: 'x' }],
  ])('is asked for with a good %s: not %j', async (field, body) => {
    const answer = await call(server().url, 'POST /api/validate-widget-token', { body });

    expect(verdictOf(answer)).toBe('422 validation_failed');
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([field]);
  });
});
