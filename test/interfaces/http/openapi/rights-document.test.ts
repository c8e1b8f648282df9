import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../../../src/interfaces/http/openapi/operations.ts';
import { nameOf, operationOf } from '../../../support/declared.ts';
import { ESTIMATE_CALLS } from '../../../support/rights-calls.ts';
import { mayCall, rightsDocument } from '../../../support/rights-document.ts';
import { ACTIONS, STATUSES, VERDICTS, type Viewer, verdictOnEstimate } from '../../../support/rights-oracle.ts';

const FILE = 'docs/rights.md';
const ROLES_OF = [
  ['nobody', 'nobody'],
  ['owner', 'foreman'],
  ['manager', 'manager'],
  ['admin', 'admin'],
] as const;

/** Everything that the rules say to somebody who makes this call. */
function verdictsOn(name: string, viewer: Viewer): string[] {
  const onCall = VERDICTS[name];
  if (onCall) return [onCall(viewer)];
  const actions = ACTIONS.filter((action) => ESTIMATE_CALLS[action].name === name);
  return actions.flatMap((action) => STATUSES.map((status) => verdictOnEstimate(action, viewer, status)));
}

describe('docs/rights.md', () => {
  it('is what the table of operations and the rules say', () => {
    const made = rightsDocument();
    if (process.env.WRITE_RIGHTS) writeFileSync(FILE, made);

    const committed = readFileSync(FILE, 'utf8');

    expect(committed).toBe(made);
  });

  it.each(OPERATIONS.map(nameOf))('lets through to %s whom the rules let do something there', (name) => {
    const byTable = ROLES_OF.map(([, role]) => [role, mayCall(operationOf(name), role)]);

    const byRules = ROLES_OF.map(([viewer, role]) => {
      return [role, verdictsOn(name, viewer).some((verdict) => verdict.startsWith('2'))];
    });

    expect(byTable).toEqual(byRules);
  });
});
