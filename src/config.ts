import { isIP } from 'node:net';
import { z } from 'zod';
import { type Families, readFamilies } from './setting-families.ts';
import { StartRefused } from './start-refused.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_MS = 366 * DAY_MS;

/** Digits alone: `Number` takes a blank for 0. */
const whole = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(min).max(max));
/** Whole milliseconds. */
const interval = (byDefault: number) => whole(100, 2 ** 31 - 1).default(byDefault);
const count = (byDefault: number) => whole(0, 1_000_000).default(byDefault);
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((url) => URL.canParse(url) && new URL(url).origin === url, 'is no bare origin');
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** What the environment may say, under the names of contract §8. Empty is the same as absent. */
const Environment = z.object({
  PORT: whole(0, 65_535).default(8000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  JWT_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  CORS_ORIGINS: list.pipe(z.array(origin)).default([]),
  TRUST_PROXY: z
    .string()
    .refine(isTrust, 'must be off, a number of hops, or addresses separated by commas')
    .default('off'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ACCESS_TOKEN_TTL: interval(900_000),
  SESSION_TTL: whole(100, YEAR_MS).default(30 * DAY_MS),
  EVENT_RETENTION_DAYS: whole(1, 3_650).default(7),
  AUDIT_LOG: z.string().optional(),
  RATE_LIMIT: z.enum(['on', 'off']).default('on'),
  SSE_KEEPALIVE_INTERVAL: interval(30_000),
  SSE_HEARTBEAT_INTERVAL: interval(30_000),
  SSE_CONNECTION_TIMEOUT: interval(60_000),
  SSE_QUEUE_LIMIT: whole(1, 1_000_000).default(100),
  SSE_MAX_CONNECTIONS_PER_USER: count(20),
  GATEWAY_UPSTREAM_SSE_HEARTBEAT_INTERVAL: interval(15_000),
  GATEWAY_UPSTREAM_SSE_HEARTBEAT_TTL: interval(45_000),
  GATEWAY_UPSTREAM_SSE_RECONNECT_DELAY: interval(3_000),
  GATEWAY_UPSTREAM_CONNECT_TIMEOUT: interval(10_000),
  GATEWAY_UPSTREAM_IDLE_TIMEOUT: interval(120_000),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(8, 'needs at least 8 characters').optional(),
});

/** The settings of one server: read once, checked, frozen. All times in milliseconds. */
export type Config = Readonly<z.infer<typeof Environment>> &
  Families & {
    /** Whether `NODE_ENV` is not `production`. */
    readonly DEVELOPMENT: boolean;
  };

/** What Express takes, which throws for anything else. */
function isTrust(text: string): boolean {
  return text === 'off' || /^\d{1,2}$/.test(text) || text.split(',').every((part) => isNetwork(part.trim()));
}

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits = '1', ...more] = text.split('/');
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest;
}

/** @throws {StartRefused} naming each variable whose value is not good. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  const families = readFamilies(given);
  const refusals = refusalsOf(read.error);
  if (Array.isArray(families)) refusals.push(...families.map(({ variable, message }) => `${variable}: ${message}`));
  if (!read.data || Array.isArray(families) || refusals.length > 0) throw new StartRefused(refusals.join('\n'));
  if (read.data.DATABASE_URL && !read.data.JWT_SECRET) {
    throw new StartRefused('JWT_SECRET: is required with DATABASE_URL, the same for all instances');
  }
  Object.freeze(read.data.CORS_ORIGINS);
  return Object.freeze({ ...read.data, ...families, DEVELOPMENT: given.NODE_ENV !== 'production' });
}

function refusalsOf(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`);
}
