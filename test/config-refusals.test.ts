import { describe, expect, it } from '@jest/globals';
import express from 'express';
import { readConfig } from '../src/config.ts';
import { StartRefused } from '../src/start-refused.ts';
import { OPTIONAL, SECRET, settingOf } from './optional-settings.ts';

/** Each variable with values that must not be let through. */
const milliseconds = ['99', '-1', '1.5', 'soon', '10s', '2147483648', 'NaN', 'Infinity', ' '];
const BAD: Record<string, string[]> = {
  PORT: ['-1', '65536', '80.5', 'http', ' '],
  DATABASE_URL: ['localhost:5432', 'mysql://localhost/smeta', 'nonsense'],
  JWT_SECRET: ['short', 'x'.repeat(31)],
  CORS_ORIGINS: [
    '*',
    'a.example',
    'https://a.example/',
    'https://a.example/path',
    'ftp://a.example',
    'https://a.example;https://b.example',
  ],
  TRUST_PROXY: ['on', 'true', 'proxy.example', '-1', 'offoff', 'deadbeef', '300.1.1.1', ' ', '10.0.0.0/99'],
  LOG_LEVEL: ['loud', 'INFO', 'warning'],
  ACCESS_TOKEN_TTL: milliseconds,
  SESSION_TTL: ['99', '-1', '1.5', '30d', '31622400001', ' '],
  EVENT_RETENTION_DAYS: ['0', '-1', '1.5', 'week', '3651', ' '],
  RATE_LIMIT: ['yes', '0', 'OFF'],
  SSE_KEEPALIVE_INTERVAL: milliseconds,
  SSE_HEARTBEAT_INTERVAL: milliseconds,
  SSE_CONNECTION_TIMEOUT: milliseconds,
  SSE_QUEUE_LIMIT: ['0', '-1', '1.5', 'many', ' '],
  SSE_MAX_CONNECTIONS_PER_USER: ['-1', '1.5', 'many', ' '],
  GATEWAY_UPSTREAM_SSE_HEARTBEAT_INTERVAL: milliseconds,
  GATEWAY_UPSTREAM_SSE_HEARTBEAT_TTL: milliseconds,
  GATEWAY_UPSTREAM_SSE_RECONNECT_DELAY: milliseconds,
  GATEWAY_UPSTREAM_CONNECT_TIMEOUT: milliseconds,
  GATEWAY_UPSTREAM_IDLE_TIMEOUT: milliseconds,
  GATEWAY_UPSTREAM_CRM_SSE_URL: ['crm.example', 'ftp://crm.example', 'http://', 'https://me:secret@crm.example', ' '],
  GATEWAY_UPSTREAM_HEARTBEAT_SSE_URL: ['https://crm.example/'],
  GATEWAY_UPSTREAM_crm_SSE_URL: ['https://crm.example/'],
  GATEWAY_UPSTREAM_A__B_SSE_URL: ['https://crm.example/'],
  [`GATEWAY_UPSTREAM_${'X'.repeat(51)}_SSE_URL`]: ['https://crm.example/'],
  WEBHOOK_SECRET_billing: ['a secret'],
  [`WEBHOOK_SECRET_${'X'.repeat(51)}`]: ['a secret'],
  ADMIN_EMAIL: ['admin', 'admin@', '@demo.local'],
  ADMIN_PASSWORD: ['short', '1234567'],
};
/** Any text may be one of these. */
const ANYTHING_GOES = ['HOST', 'DATA_DIR', 'AUDIT_LOG', 'NODE_ENV'];

function refusalOf(environment: Record<string, string>): string {
  try {
    readConfig({ JWT_SECRET: SECRET, ...environment });
  } catch (error) {
    if (error instanceof StartRefused) return error.message;
    throw error;
  }
  return 'no refusal';
}

describe('a bad setting', () => {
  const all = Object.entries(BAD).flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));
  it.each(all)('is refused by a line that names it: %s=%j', (name, value) => {
    const lines = refusalOf({ [name]: value }).split('\n');

    for (const line of lines) expect(line).toMatch(new RegExp(`^${name}: .`));
  });

  it('is thought of here for every variable that there is', () => {
    const thoughtOf = new Set([...Object.keys(BAD), ...ANYTHING_GOES].map(settingOf));

    expect([...thoughtOf].sort()).toEqual(Object.keys(readConfig(OPTIONAL)).sort());
  });

  it('is named together with the others', () => {
    const bad = { PORT: 'x', LOG_LEVEL: 'loud', SSE_QUEUE_LIMIT: '0', WEBHOOK_SECRET_a: 'x', WEBHOOK_SECRET_b: 'x' };

    const refusal = refusalOf(bad);

    expect(refusal.split('\n').map((line) => line.split(':')[0])).toEqual(Object.keys(bad));
  });

  it.each([
    ['JWT_SECRET', 'hunter2-hunter2'],
    ['ADMIN_PASSWORD', 'hunter2'],
    ['WEBHOOK_SECRET_billing', 'hunter2'],
    ['GATEWAY_UPSTREAM_CRM_SSE_URL', 'https://root:hunter2@crm.example/?key=hunter2'],
    ['DATABASE_URL', 'mysql://root:hunter2@localhost/smeta'],
  ])('is not repeated where it is a secret: %s', (name, value) => {
    const refusal = refusalOf({ [name]: value });

    expect(refusal).toContain(name);
    expect(refusal).not.toContain('hunter2');
  });

  it('is a JWT_SECRET that is missing beside a DATABASE_URL', () => {
    const { DATABASE_URL } = OPTIONAL;

    expect(() => readConfig({ DATABASE_URL })).toThrow(/^JWT_SECRET: /);
    expect(() => readConfig({ DATABASE_URL, JWT_SECRET: '' })).toThrow(StartRefused);
    expect(readConfig({ DATABASE_URL, JWT_SECRET: SECRET })).toMatchObject({ DATABASE_URL });
  });
});

describe('TRUST_PROXY', () => {
  it.each(['1', '2', 'loopback', 'loopback,uniquelocal', '10.0.0.1', '10.0.0.0/8,::1', 'fc00::/7'])(
    'takes %s, and so does what it is handed to',
    (value) => {
      expect(readConfig({ TRUST_PROXY: value }).TRUST_PROXY).toBe(value);
      expect(() => express().set('trust proxy', /^\d+$/.test(value) ? Number(value) : value)).not.toThrow();
    },
  );
});
