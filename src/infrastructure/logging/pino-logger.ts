import { type DestinationStream, type Logger, pino } from 'pino';

/** JSON lines. Whatever could open a door is taken out, wherever somebody logs it. */
const SECRETS = ['password', 'token', 'ticket', 'refresh_token', 'access_token', 'authorization', 'cookie'];

export function createLogger(level: string, destination?: DestinationStream): Logger {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = { level, redact: { paths, censor: '[secret]' }, base: null };
  return destination ? pino(options, destination) : pino(options);
}
