/** What a stream, a head or a page would have of the attacker's making, had one of these values broken out. */
export const FORGED = 'forged-by-a-stranger';

const MEGABYTE = 1_000_000;
const DEEP = 10_000;

/** Text of all kinds; most of it may be stored, and then reaches streams. */
export const HOSTILE_TEXTS: readonly string[] = [
  `a\n\nevent: ${FORGED}\ndata: {}\n\n`,
  `a\r\revent: ${FORGED}\rdata: {}\r\r`,
  `a\r\n\r\nHTTP/1.1 200 OK\r\nX-Forged: ${FORGED}\r\n\r\n`,
  `a\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nX-Forged: ${FORGED}\r\n\r\n`,
  `\u2028event: ${FORGED}\u2029\u0085\v\f`,
  '\ufeffid: 7\n',
  'a\0b',
  '\ud800',
  'a\udc00b',
  '\u202eзабор\u202c \u200f\u2066\u2069',
  '\u001b[2J\u0007\u009b31m',
  '🏗'.repeat(200),
  '🏗'.repeat(DEEP),
  'x'.repeat(MEGABYTE),
  `<script>${FORGED}</script><img src=x onerror="${FORGED}">`,
  "'; DROP TABLE users; -- \\' %27 %00 $1 {{7*7}} #{7*7}",
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'null',
  '0',
  '',
  ' ',
];

/** As JSON, so that it also says what `JSON.stringify` can't. */
export const HOSTILE_JSON: readonly string[] = [
  ...HOSTILE_TEXTS.map((text) => JSON.stringify(text)),
  ...['7', '-1', '0', '1.5', '1e400', '-1e400', '2147483648', '12345678901234567890', '"7"', 'true', 'null'],
  ...['[]', '{}', '["a"]', '[null]', '[[[]]]', '{"0":"a","length":1}', '{"toString":1,"valueOf":1,"length":-1}'],
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
];

/** As it stands in an address, in a path or behind a `=`. */
export const HOSTILE_ESCAPED: readonly string[] = [
  ...HOSTILE_TEXTS.filter((text) => text.isWellFormed() && text.length < DEEP).map(encodeURIComponent),
  ...['%ED%A0%80', '%c0%ae%c0%ae', '%zz', '%', '%2e%2e%2f', '..%5c', '1%00', '%0d%0aX-Forged:%20yes', '%20', '+', ';'],
  ...['-1', '1e3', '1e400', '01', '0x10', '2147483648', '9'.repeat(400), 'NaN', 'null', '[object%20Object]', '*'],
];

/** A parameter in every form but the plain one. */
export function hostileForms(name: string): string[] {
  return [
    `${name}=1&${name}=2`,
    `${name}[]=1&${name}[b]=2`,
    `${name}[__proto__][polluted]=1`,
    `${name}[constructor][prototype][polluted]=1`,
    `${name}${'[a]'.repeat(1_000)}=1`,
    `${name}.a=1`,
    `${name}`,
    `${name}==&&&=&=1`,
    Array(2_000).fill(`${name}=1`).join('&'),
  ];
}

/** As the value of a header; each sign is one byte. */
export const HOSTILE_LINES: readonly string[] = [
  ...['a\r\n X-Forged: folded', 'a\nX-Forged: yes', 'a\rX-Forged: yes', 'a%0d%0aX-Forged: yes', 'a\0b', '\u0001\u007f'],
  ...[
    '\u00ff\u00fe',
    '\u00f0\u009f\u008f\u0097',
    '\u00ed\u00a0\u0080',
    '\u00e2\u0080\u00a8',
    '',
    ' ',
    '\t',
    ',',
    ';=,"',
  ],
  ...['x'.repeat(12_000), 'x'.repeat(40_000), '\u00f0\u009f'.repeat(1_000), 'a, '.repeat(3_000)],
  ...['"1", W/"2", *', '*', 'null', '-1', '9'.repeat(400), '0', '[object Object]', '__proto__', "' OR 1=1 --", '../..'],
  ...['https://evil.example', `https://evil.example/${FORGED}`, 'https://office.example.evil.example', 'javascript:1'],
  ...[
    '127.0.0.1, ::1, unknown',
    'for="[::1]:x";proto=javascript',
    'Bearer a b',
    'Basic eDp5',
    'application/json;a=b;a',
  ],
  ...[
    'bytes=0-,1-,2-,-1',
    'bytes=999999999-',
    'ru;q=0.9,*;q=nan',
    'text/event-stream;q=0',
    'deflate, gzip, br, x',
    '100-continue',
    'h2c',
  ],
];

/** Every header that something in the program reads, or a proxy in front of it. */
export const HOSTILE_HEADERS: readonly string[] = [
  ...['Idempotency-Key', 'If-Match', 'If-None-Match', 'Last-Event-ID', 'X-Request-Id', 'Origin', 'Authorization'],
  ...['Cookie', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'Forwarded', 'Host', 'Accept', 'Range'],
  ...['Accept-Language', 'Access-Control-Request-Headers', 'X-Signature', 'X-Delivery-Id', 'Content-Type'],
  ...['Content-Encoding', 'Expect', 'Upgrade', 'X-HTTP-Method-Override'],
];
