import { notRun, owned } from './global-state.ts';

/** Whether only a part of the tests was asked for. */
interface Asked {
  readonly nonFlagArgs: readonly string[];
  readonly testNamePattern?: string;
}

/** Once after all tests: ends what the set-up started, and says what could not be run. */
export default async function tearDown({ nonFlagArgs, testNamePattern }: Asked): Promise<void> {
  for (const thing of owned.reverse()) await thing.stop();
  for (const what of notRun) process.stdout.write(`\nNot run here: ${what}`);
  const all = nonFlagArgs.length > 0 || testNamePattern ? 'that was asked for' : 'of the project';
  process.stdout.write(notRun.length > 0 ? '\n' : `\nEvery test ${all} was run.\n`);
}
