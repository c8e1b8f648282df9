import { type DestinationStream, type Logger, pino } from 'pino';

/** JSON lines. Whatever could open a door is taken out, wherever somebody logs it. */
const SECRETS = ['password', 'token', 'ticket', 'refresh_token', 'access_token', 'authorization', 'cookie'];

/** Of lines that wait where a disk is full, in bytes; more are dropped. */
export const WAITING_BYTES = 4 * 1024 * 1024;

export function createLogger(level: string, destination: DestinationStream = standardOutput()): Logger {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = { level, redact: { paths, censor: '[secret]' }, base: null };
  return pino(options, destination);
}

/** Whoever reads the log may go, or have no room left: that stops nobody's work. */
function standardOutput(): DestinationStream {
  const stdout = pino.destination({ fd: process.stdout.fd, sync: true, maxLength: WAITING_BYTES });
  let failing = false;
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (!failing && code !== 'EPIPE') process.stderr.write(`The log can't be written (${code}): make room for it.\n`);
    failing = true;
  });
  stdout.on('drain', () => {
    failing = false;
  });
  return stdout;
}
