import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const DOCUMENT = 'docs/reliability.md';
const FILE = /`((?:test|src)\/[\w./-]+\.ts)`/g;
/** The cells of a row of a table; the line of dashes is none. */
const ROW = /^\| (?!what|stream)(.*) \|$/gm;

describe(DOCUMENT, () => {
  const text = readFileSync(DOCUMENT, 'utf8');

  it('names files that are there', () => {
    const files = [...text.matchAll(FILE)].map(([, file]) => String(file));

    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('names a test for each promise of its tables', () => {
    const rows = [...text.matchAll(ROW)].map(([, cells]) => String(cells));

    expect(rows.length).toBeGreaterThan(35);
    expect(rows.filter((row) => !/`test\/[\w./-]+\.test\.ts`/.test(row))).toEqual([]);
  });

  it.each(['README.md', 'docs/architecture.md'])('is to be found from %s', (page) => {
    expect(readFileSync(page, 'utf8')).toContain('reliability.md)');
  });
});
