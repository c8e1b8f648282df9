import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cruise } from './cruise.ts';
import { sourceFiles, sourcePath } from './source-files.ts';

/** A walk over everything, compiler included, takes seconds. */
const CRUISE_MS = 120_000;

describe('the layers of the project', () => {
  let real: ReturnType<typeof cruise>;
  beforeAll(() => {
    real = cruise();
  }, CRUISE_MS);

  it('are kept apart as its rules say', () => {
    expect(real.violations).toEqual([]);
  });

  it('were looked at in every file: a walk that finds no files finds no faults either', () => {
    const files = sourceFiles('src');
    const seen = new Set(real.modules);

    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => !seen.has(file))).toEqual([]);
  });
});

/** One file that breaks each rule, and what it imports. */
const planted: [rule: string, from: string, line: string, to: string][] = [
  ['domain-is-pure', 'src/domain/a.ts', "import { hash } from 'node:crypto';", 'crypto'],
  ['domain-is-pure', 'src/domain/b.ts', "import type { Y } from '../usecases/fine.ts';", 'src/usecases/fine.ts'],
  ['domain-is-pure', 'src/domain/c.ts', "export type Z = import('zod').ZodType;", 'zod'],
  [
    'usecases-know-the-domain-alone',
    'src/usecases/a.ts',
    "import type { X } from '../interfaces/fine.ts';",
    'src/interfaces/fine.ts',
  ],
  [
    'usecases-know-the-domain-alone',
    'src/usecases/b.ts',
    "import { readFile } from 'node:fs/promises';",
    'fs/promises',
  ],
  [
    'infrastructure-does-not-know-interfaces',
    'src/infrastructure/a.ts',
    "import '../interfaces/fine.ts';",
    'src/interfaces/fine.ts',
  ],
  [
    'interfaces-do-not-know-infrastructure',
    'src/interfaces/a.ts',
    "import type { X } from '../infrastructure/fine.ts';",
    'src/infrastructure/fine.ts',
  ],
  ['nobody-imports-the-composition-root', 'src/other.ts', "import './container.ts';", 'src/container.ts'],
  [
    'the-web-sees-the-wire-alone',
    'src/interfaces/web/a.tsx',
    "import type { X } from '../../domain/fine.ts';",
    'src/domain/fine.ts',
  ],
  ['no-circular', 'src/usecases/one.ts', "import type { X } from './two.ts';", 'src/usecases/two.ts'],
];
const innocent: Record<string, string> = {
  'src/domain/fine.ts': 'export interface X {}',
  'src/usecases/fine.ts': "import type { X } from '../domain/fine.ts';\nexport interface Y extends X {}",
  'src/usecases/two.ts': "export type { Y as X } from './one.ts';",
  'src/interfaces/fine.ts': "export type { Y as X } from '../usecases/fine.ts';",
  'src/infrastructure/fine.ts': "export type { Y as X } from '../usecases/fine.ts';",
  'src/container.ts': "export type { X } from './infrastructure/fine.ts';",
};

describe('a fault in the layers', () => {
  let folder: string;
  let found: ReturnType<typeof cruise>;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'smeta-layers-')));
    for (const name of ['tsconfig.json', 'tsconfig.base.json']) cpSync(sourcePath(name), join(folder, name));
    const faults = planted.map(([, from, line]) => [from, `${line}\nexport interface Y {}`] as const);
    for (const [path, text] of [...Object.entries(innocent), ...faults]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    found = cruise(folder);
  }, CRUISE_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(planted)('is found: %s by %s', (rule, from, _line, to) => {
    expect(found.violations).toContainEqual({ rule, from, to });
  });

  it('is found nowhere else', () => {
    const guilty = new Set([...planted.map(([, from]) => from), 'src/usecases/two.ts']); // a circle has two ends

    expect(found.violations.filter(({ from }) => !guilty.has(from))).toEqual([]);
    expect(found.modules).toEqual(expect.arrayContaining(Object.keys(innocent)));
  });
});
