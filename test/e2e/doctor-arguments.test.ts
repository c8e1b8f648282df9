import { describe, expect, it } from '@jest/globals';
import { readArguments } from '../../src/doctor/arguments.ts';

const GOOD = ['--url', 'https://smeta.example', '--email', 'a@b.example', '--password', 's3cret-word'];
const without = (name: string) => GOOD.toSpliced(GOOD.indexOf(name), 2);
const withUrl = (url: string) => ['--url', url, ...without('--url')];

describe('the arguments of the doctor', () => {
  it('say what to examine, and as whom', () => {
    const read = readArguments([...GOOD, '--origin', 'http://page.example:3000/path']);

    expect(read).toMatchObject({
      options: {
        url: 'https://smeta.example',
        email: 'a@b.example',
        password: 's3cret-word',
        origin: 'http://page.example:3000',
      },
    });
  });

  it.each([
    ['http://127.0.0.1:8000/', 'http://127.0.0.1:8000'],
    ['https://smeta.example/live/', 'https://smeta.example/live'],
    ['https://smeta.example/?token=1#x', 'https://smeta.example'],
  ])('take %s for %s', (url, base) => {
    expect(readArguments(withUrl(url))).toMatchObject({ options: { url: base, origin: null } });
  });

  it.each([
    ['none', [], /--url/],
    ['no address', without('--url'), /--url/],
    ['an address without a scheme', withUrl('localhost:8000'), /--url/],
    ['another scheme', withUrl('ftp://a.example'), /--url/],
    ['a user in the address', withUrl('http://me:s3cret-word@a.example'), /--url/],
    ['no e-mail', without('--email'), /--email is missing/],
    ['no password', without('--password'), /--password is missing/],
    ['an origin that is none', [...GOOD, '--origin', 'page'], /--origin/],
    ['an unknown one', [...GOOD, '--verbose'], /unknown/],
    ['one that is left over', [...without('--password'), '--password', 'a', 's3cret-word'], /unknown/],
    ['a name without a value', ['--url'], /no value/],
  ])('are refused when there is %s, without repeating them', (_what, words, said) => {
    const read = readArguments(words);

    expect(read).toEqual({ refused: expect.stringMatching(said) });
    expect(JSON.stringify(read)).not.toContain('s3cret');
  });
});
