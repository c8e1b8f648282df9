import { notRun, owned } from './global-state.ts';

/** Once after all tests: ends what the set-up started, and says what could not be run. */
export default async function tearDown(): Promise<void> {
  for (const thing of owned.reverse()) await thing.stop();
  for (const what of notRun) process.stdout.write(`\nNot run here: ${what}`);
  process.stdout.write(notRun.length > 0 ? '\n' : '\nEvery test of the project was run.\n');
}
