import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { reportOf } from './report.ts';
import { soak } from './soak.ts';

const USAGE = 'usage: npm run soak -- --minutes N [--seed S] [--database pglite|postgres|postgresql://…/an_empty_one]';

/** Compiled to `dist/soak/soak`. */
const program = fileURLToPath(new URL('../../main.js', import.meta.url));

const options = optionsOf(process.argv.slice(2));
if (options === null) {
  console.error(`${USAGE} [--writers N] [--readers N]`);
  process.exit(1);
}
console.log(`soaking ${options.minutes} min on ${options.database.split(':')[0]}, seed ${options.seed}`);
const { lines, good } = reportOf(await soak({ program, ...options }), options.seed);
console.log(lines.join('\n'));
process.exit(good ? 0 : 1);

function optionsOf(args: string[]) {
  const option = (byDefault: string) => ({ type: 'string', default: byDefault }) as const;
  const options = {
    minutes: option('1'),
    seed: option(String(Math.floor(Math.random() * 2 ** 32))),
    database: option('pglite'),
    writers: option('6'),
    readers: option('10'),
  };
  try {
    const { values } = parseArgs({ args, options });
    const [minutes, seed, writers, readers] = [values.minutes, values.seed, values.writers, values.readers].map(Number);
    const { database } = values;
    return minutes && writers && readers && seed !== undefined && seed >= 0
      ? { minutes, seed, writers, readers, database }
      : null;
  } catch {
    return null; // no such option
  }
}
