import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's own TypeScript under `folder`, by its path from the root: `src/domain/estimates/estimate.ts`. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(sourcePath(folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('/generated/'))
    .sort();
}

export function sourcePath(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
