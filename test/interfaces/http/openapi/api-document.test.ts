import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../../../src/interfaces/http/openapi/operations.ts';
import { nameOf } from '../../../support/declared.ts';

/** The call in the first cell, and the test in the last. */
const ROW = /^\| `((?:GET|POST|PATCH|DELETE) \S+)`.*\| `(test\/\S+\.test\.ts)` \|$/gm;

describe('docs/api.md', () => {
  it('has a row for every operation, and says where it is tested', () => {
    const rows = [...readFileSync('docs/api.md', 'utf8').matchAll(ROW)];

    expect(rows.map(([, call]) => call).sort()).toEqual(OPERATIONS.map(nameOf).sort());
    expect(rows.map(([, , file]) => file).filter((file) => !existsSync(String(file)))).toEqual([]);
  });
});
