import { describe, expect, it } from '@jest/globals';
import { Domains, hostOfOrigin, toHost } from '../../../src/interfaces/wire/host-wire.ts';

const LONG_LABEL = `${'a'.repeat(64)}.example`;

describe('a host', () => {
  it.each([
    ['example.com', 'example.com'],
    ['EXAMPLE.Com:8080', 'example.com:8080'],
    ['example.com:080', 'example.com:80'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    ['ПРИМЕР.РФ:81', 'xn--e1afmkfd.xn--p1ai:81'],
    ['straße.example', 'xn--strae-oqa.example'],
    ['ｅｘａｍｐｌｅ．com', 'example.com'],
    ['a_b.example', 'a_b.example'],
    ['localhost', 'localhost'],
    ['127.1', '127.0.0.1'],
    ['[0:0::1]:3000', '[::1]:3000'],
  ])('%s is read as an address bar shows it: %s', (text, host) => {
    expect(toHost(text)).toBe(host);
  });

  it.each([
    ...[
      '',
      ' ',
      '.',
      ':80',
      'example.com:',
      'example.com:0',
      'example.com:65536',
      'example.com:80:80',
      'example.com:8a',
    ],
    ...['https://example.com', 'example.com/', 'example.com/a', 'example.com?a', 'example.com#a', 'a@example.com'],
    ...['exa mple.com', 'example.com\n', '\texample.com', 'exam\0ple.com', 'example%2ecom', 'example.com\\a'],
    ...['.example.com', 'example.com.', 'example..com', '-a.example', 'a-.example', LONG_LABEL, '*', '*.example.com'],
    ...[
      'a*b.example',
      'example.com,other.com',
      "'",
      '[::1',
      '::1',
      '[1.2.3.4]',
      '[example.com]',
      '1.2.3.400',
      '\ud83c',
    ],
  ])('%j is none', (text) => {
    expect(toHost(text)).toBeNull();
  });

  it.each([
    ['https://example.com', 'example.com'],
    ['http://example.com:8080', 'example.com:8080'],
    ['https://xn--e1afmkfd.xn--p1ai', 'xn--e1afmkfd.xn--p1ai'],
    ['http://[::1]:3000', '[::1]:3000'],
    ['null', null],
    ['', null],
    ['file://', null],
    ['chrome-extension://abcdef', null],
    ['example.com', null],
  ])('of the origin %j is %j', (origin, host) => {
    expect(hostOfOrigin(origin)).toBe(host);
  });
});

describe('the domains of a widget', () => {
  it('are each once, in the form of an address bar', () => {
    const written = ['Example.com', 'example.com', '*.Example.com', '*.example.com:81', 'пример.рф'];

    expect(Domains.parse(written)).toEqual([
      'example.com',
      '*.example.com',
      '*.example.com:81',
      'xn--e1afmkfd.xn--p1ai',
    ]);
  });

  it.each(['*', '*.', '*.*.example.com', '**.example.com', 'www.*.com', '*.127.0.0.1', '*.[::1]', '*example.com', ''])(
    'are never %j',
    (domain) => {
      expect(Domains.safeParse([domain]).success).toBe(false);
    },
  );
});
