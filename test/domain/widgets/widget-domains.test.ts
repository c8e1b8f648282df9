import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isLocal, standsOn } from '../../../src/domain/widgets/widget-domains.ts';

const label = fc.stringMatching(/^[a-z][a-z\d]{0,8}$/);
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));

describe('where a widget may stand', () => {
  it.each([
    ['example.com', 'example.com', true],
    ['example.com', 'example.com:8080', true],
    ['example.com', 'www.example.com', false],
    ['example.com', 'evil-example.com', false],
    ['example.com', 'evilexample.com', false],
    ['example.com', 'example.com.evil.org', false],
    ['example.com', 'example.co', false],
    ['example.com', 'example.com.', false],
    ['example.com', 'com', false],
    ['example.com', '', false],
    ['example.com:8080', 'example.com:8080', true],
    ['example.com:8080', 'example.com', false],
    ['example.com:8080', 'example.com:80', false],
    ['example.com:443', 'example.com', true],
    ['example.com:80', 'example.com', true],
    ['example.com:443', 'example.com:8443', false],
    ['*.example.com', 'www.example.com', true],
    ['*.example.com', 'a.b.example.com:81', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', '.example.com', true], // no address bar shows this
    ['*.example.com', 'evil-example.com', false],
    ['*.example.com', 'www.example.com.evil.org', false],
    ['*.example.com:81', 'www.example.com:81', true],
    ['*.example.com:81', 'www.example.com:82', false],
    ['[2001:db8::1]', '[2001:db8::1]:3000', true],
    ['[2001:db8::1]:3000', '[2001:db8::1]:3001', false],
    ['xn--e1afmkfd.xn--p1ai', 'xn--e1afmkfd.xn--p1ai', true],
  ])('%s lets it stand on %j: %s', (domain, page, allowed) => {
    expect(standsOn(page, [domain])).toBe(allowed);
  });

  it('is nowhere without domains, and anywhere that one of them lets it', () => {
    expect(standsOn('example.com', [])).toBe(false);
    expect(standsOn('example.com', ['other.example', 'example.com'])).toBe(true);
  });

  it('is not decided by how a stranger begins or ends his name', () => {
    fc.assert(
      fc.property(host, label, label, (domain, before, after) => {
        const strangers = [`${before}${domain}`, `${before}-${domain}`, `${domain}${after}`, `${domain}.${after}`];

        for (const stranger of strangers) expect(standsOn(stranger, [domain, `*.${domain}`])).toBe(false);
        expect(standsOn(`${before}.${domain}`, [domain])).toBe(false);
        expect(standsOn(`${before}.${domain}`, [`*.${domain}`])).toBe(true);
      }),
    );
  });

  it.each([
    ['localhost', true],
    ['localhost:3000', true],
    ['shop.localhost:81', true],
    ['127.0.0.1:8000', true],
    ['[::1]:5173', true],
    ['localhost.evil.org', false],
    ['evil-localhost', false],
    ['127.0.0.1.evil.org', false],
    ['127.0.0.2', false],
    ['[::2]', false],
  ])("%s is one's own machine: %s", (page, local) => {
    expect(isLocal(page)).toBe(local);
  });
});
