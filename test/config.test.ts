import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.ts';
import { OPTIONAL, SECRET, settingOf } from './optional-settings.ts';

describe('the settings', () => {
  it('have the defaults of the contract', () => {
    expect(readConfig({})).toEqual({
      PORT: 8000,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      CORS_ORIGINS: [],
      TRUST_PROXY: 'off',
      LOG_LEVEL: 'info',
      ACCESS_TOKEN_TTL: 900_000,
      SESSION_TTL: 2_592_000_000,
      EVENT_RETENTION_DAYS: 7,
      RATE_LIMIT: 'on',
      SSE_KEEPALIVE_INTERVAL: 30_000,
      SSE_HEARTBEAT_INTERVAL: 30_000,
      SSE_CONNECTION_TIMEOUT: 60_000,
      SSE_QUEUE_LIMIT: 100,
      SSE_MAX_CONNECTIONS_PER_USER: 20,
      GATEWAY_UPSTREAM_SSE_HEARTBEAT_INTERVAL: 15_000,
      GATEWAY_UPSTREAM_SSE_HEARTBEAT_TTL: 45_000,
      GATEWAY_UPSTREAM_SSE_RECONNECT_DELAY: 3_000,
      GATEWAY_UPSTREAM_CONNECT_TIMEOUT: 10_000,
      GATEWAY_UPSTREAM_IDLE_TIMEOUT: 120_000,
      CHANNEL_SOURCES: new Map(),
      WEBHOOK_SECRETS: new Map(),
      DEVELOPMENT: true,
    });
  });

  it('take an empty variable for an absent one, and look at no others', () => {
    const names = [...Object.keys(readConfig(OPTIONAL)), ...Object.keys(OPTIONAL)];
    const empty = Object.fromEntries(names.map((name) => [name, '']));

    expect(readConfig({ ...empty, PATH: '/bin', HOME: '' })).toEqual(readConfig({}));
  });

  it.each<[string, string, unknown]>([
    ['PORT', '0', 0],
    ['PORT', '65535', 65_535],
    ['CORS_ORIGINS', 'https://a.example, http://localhost:5173,', ['https://a.example', 'http://localhost:5173']],
    ['DATABASE_URL', 'postgres://localhost/smeta', 'postgres://localhost/smeta'],
    ['SSE_KEEPALIVE_INTERVAL', '100', 100],
    ['SSE_CONNECTION_TIMEOUT', '2147483647', 2_147_483_647],
    ['SSE_MAX_CONNECTIONS_PER_USER', '0', 0],
    ['SSE_QUEUE_LIMIT', '1', 1],
    ['SESSION_TTL', '31622400000', 31_622_400_000],
    ['EVENT_RETENTION_DAYS', '3650', 3_650],
    ['RATE_LIMIT', 'off', 'off'],
  ])('read %s=%s as %j', (name, value, expected) => {
    expect(readConfig({ JWT_SECRET: SECRET, [name]: value })).toMatchObject({ [name]: expected });
  });

  it('take any number of sources of channels and of secrets of webhooks, by the names within theirs', () => {
    const { CHANNEL_SOURCES, WEBHOOK_SECRETS } = readConfig({
      GATEWAY_UPSTREAM_CRM_SSE_URL: 'https://crm.example/events?key=value',
      GATEWAY_UPSTREAM_SITE_ORDERS_2_SSE_URL: 'http://localhost:9000',
      GATEWAY_UPSTREAM_IDLE_TIMEOUT: '1000',
      WEBHOOK_SECRET_BILLING: 'a shared secret',
      WEBHOOK_SECRET_BUILD_BOT: 'x',
    });

    expect([...CHANNEL_SOURCES]).toEqual([
      ['crm', 'https://crm.example/events?key=value'],
      ['site-orders-2', 'http://localhost:9000'],
    ]);
    expect([...WEBHOOK_SECRETS]).toEqual([
      ['billing', 'a shared secret'],
      ['build_bot', 'x'],
    ]);
  });

  it('are for developing unless NODE_ENV is production', () => {
    const read = ['production', 'development', 'test', ''].map((NODE_ENV) => readConfig({ NODE_ENV }).DEVELOPMENT);

    expect(read).toEqual([false, true, true, true]);
  });

  it('can not be changed once read, lists included', () => {
    const config = readConfig({ CORS_ORIGINS: 'https://a.example' });

    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.CORS_ORIGINS)).toBe(true);
    expect(Object.isFrozen(readConfig({}).CORS_ORIGINS)).toBe(true);
  });
});

describe('.env.example', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
  const settings = lines.flatMap((line) => {
    const [, off, name, value] = /^(# )?([A-Z][A-Z_\d]*)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: value ?? '', off: off !== undefined }];
  });

  it('names exactly the variables that there are, each once', () => {
    const names = settings.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect([...new Set(names.map(settingOf))].sort()).toEqual(Object.keys(readConfig(OPTIONAL)).sort());
  });

  it('gives those that have a default with it, and shows the others commented out', () => {
    const given = settings.filter(({ off }) => !off).map(({ name, value }) => [name, value]);

    expect(readConfig(Object.fromEntries(given))).toEqual(readConfig({}));
    expect(
      settings
        .filter(({ off }) => off)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(OPTIONAL).sort());
  });

  it('explains each in a comment above', () => {
    const blocks = lines
      .join('\n')
      .split('\n\n')
      .filter((block) => /^(# )?[A-Z_\d]+=/m.test(block));

    for (const block of blocks) expect(block).toMatch(/^# [^=]*[a-z]{2,}.*\./);
  });
});
