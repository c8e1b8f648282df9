import { readArguments, USAGE } from './arguments.ts';
import { examine } from './examine.ts';

/** `npm run doctor`: ends with 0, or with 1 where something is wrong. */
const read = readArguments(process.argv.slice(2));
if ('refused' in read) {
  process.stderr.write(`${read.refused}\n${USAGE}\n`);
  process.exitCode = 1;
} else {
  const well = await examine(read.options, (line) => process.stdout.write(`${line}\n`));
  process.exitCode = well ? 0 : 1;
}
