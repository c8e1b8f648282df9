import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of files that are served as they are: as far from `src` as from `dist`. */
export const PUBLIC = fileURLToPath(new URL('../../../../public/', import.meta.url));

/** By name. Listed once: a name that is not among them is no file, whatever it leads to. */
export const PAGE_FILES: ReadonlySet<string> = new Set(readdirSync(PUBLIC));

export function readPage(name: string): string {
  return readFileSync(`${PUBLIC}${name}`, 'utf8');
}
