import { z } from 'zod';
import { StartRefused } from './start-refused.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_MS = 366 * DAY_MS;

/** Whole milliseconds. */
const interval = (byDefault: number) =>
  z.coerce
    .number()
    .int()
    .min(100)
    .max(2 ** 31 - 1)
    .default(byDefault);
const count = (byDefault: number) => z.coerce.number().int().min(0).max(1_000_000).default(byDefault);
const origin = z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).origin === url, 'is no bare origin');
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** What the environment may say, under the names of contract §8. Empty is the same as absent. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  JWT_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  CORS_ORIGINS: list.pipe(z.array(origin)).default([]),
  TRUST_PROXY: z
    .string()
    .regex(/^(off|\d{1,2}|[\da-f.:/,\s]+|(loopback|linklocal|uniquelocal)(,|$))+$/i)
    .default('off'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ACCESS_TOKEN_TTL: interval(900_000),
  SESSION_TTL: z.coerce
    .number()
    .int()
    .min(100)
    .max(YEAR_MS)
    .default(30 * DAY_MS),
  EVENT_RETENTION_DAYS: z.coerce.number().int().min(1).max(3_650).default(7),
  AUDIT_LOG: z.string().optional(),
  RATE_LIMIT: z.enum(['on', 'off']).default('on'),
  SSE_KEEPALIVE_INTERVAL: interval(30_000),
  SSE_CONNECTION_TIMEOUT: interval(60_000),
  SSE_QUEUE_LIMIT: count(100).refine((limit) => limit > 0, 'must be at least 1'),
  SSE_MAX_CONNECTIONS_PER_USER: count(20),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(8, 'needs at least 8 characters').optional(),
});

/** The settings of one server: read once, checked, frozen. All times in milliseconds. */
export type Config = Readonly<z.infer<typeof Environment>>;

/** @throws {StartRefused} naming each variable whose value is not good. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) {
    throw new StartRefused(
      read.error.issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`).join('\n'),
    );
  }
  if (read.data.DATABASE_URL && !read.data.JWT_SECRET) {
    throw new StartRefused('JWT_SECRET: is required with DATABASE_URL, the same for all instances');
  }
  return Object.freeze(read.data);
}
