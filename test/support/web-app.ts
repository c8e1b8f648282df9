import { readdirSync } from 'node:fs';

/** The name of the script of the web app, as the set-up of the run built it. */
export function appScript(): string {
  const name = readdirSync('dist/web/assets').find((file) => file.endsWith('.js'));
  if (name === undefined) throw new Error('the web app has not been built');
  return name;
}
