import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = `${root}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;

/** What dependency-cruiser found. Paths begin at the folder that holds `src`. */
interface Cruise {
  readonly modules: readonly string[];
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

/** Walks along the imports under `<folder>/src` and holds them against the rules of this project. */
export function cruise(folder = root): Cruise {
  const options = ['src', '--config', `${root}.dependency-cruiser.cjs`, '--output-type', 'json'];
  const report = execFileSync(process.execPath, [program, ...options], { cwd: folder, maxBuffer: 2 ** 28 });
  const { modules, summary } = JSON.parse(report.toString()) as Report;
  return {
    modules: modules.map(({ source }) => source),
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

interface Report {
  modules: { source: string }[];
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
}
