import { ROLES, type Role } from '../../src/domain/shared/actor.ts';
import type { Operation } from '../../src/interfaces/http/openapi/operation.ts';
import { AREAS } from '../../src/interfaces/http/openapi/operations.ts';
import { nameOf } from './declared.ts';
import { ACTIONS, type Action, STATUSES, VIEWERS, type Viewer, verdictOnEstimate } from './rights-oracle.ts';

const HEAD = `# Who may do what

Made from the table of operations (\`src/interfaces/http/openapi\`) and from the rules that the contract gives
(\`test/support/rights-oracle.ts\`); \`test/e2e/rights-matrix.test.ts\` holds the server to both, case by case. To write it
anew: \`WRITE_RIGHTS=1 npm test -- rights-document\`.
`;

const ESTIMATES = `## Finer: estimates, by whose they are and in which status

**Owner**: the foreman whose estimate it is. **Colleague**: another foreman of the same project. **Stranger**: a foreman
who is not in the project. **Former**: the estimate's foreman, taken off the project. **Move**: a change that names
another foreman of the project. A foreman gives no estimate to another, in no status. «200» and «204» are yes.
`;

const PROJECTS = `## Finer: projects

Foremen see the projects that they are assigned to; any other is not there for them (404 \`not_found\`), also where an
estimate's body names it. A foreman makes estimates for himself; the office for any foreman who is assigned to the
project (else 409 \`not_assigned\`).
`;

/** The whole of docs/rights.md. */
export function rightsDocument(): string {
  const areas = Object.entries(AREAS).map(([area, operations]) => `## ${area}\n\n${callsTable(operations)}`);
  return [HEAD, ...areas, PROJECTS, `${ESTIMATES}\n${estimatesTable()}`].join('\n');
}

function callsTable(operations: readonly Operation[]): string {
  const columns = ['nobody', 'foreman', 'manager', 'admin'] as const;
  const rows = operations.map((operation) => {
    return [`\`${nameOf(operation)}\``, ...columns.map((who) => (mayCall(operation, who) ? 'yes' : '–'))];
  });
  return table(['call', ...columns], rows);
}

/** Whether the table lets somebody of this role through to the finer rules. */
export function mayCall({ who }: Operation, by: Role | 'nobody'): boolean {
  if (who === 'anyone') return true;
  if (by === 'nobody') return false;
  return (who === 'signed-in' ? ROLES : who).includes(by);
}

function estimatesTable(): string {
  return table(
    ['action', 'by', ...STATUSES],
    ACTIONS.flatMap((action) => rowsOf(action)),
  );
}

/** Viewers who get the same answers share a row. */
function rowsOf(action: Action): string[][] {
  const rows = new Map<string, Viewer[]>();
  for (const viewer of VIEWERS) {
    const verdicts = STATUSES.map((status) => verdictOnEstimate(action, viewer, status)).join('|');
    rows.set(verdicts, [...(rows.get(verdicts) ?? []), viewer]);
  }
  return [...rows].map(([verdicts, viewers]) => [action, viewers.join(', '), ...verdicts.split('|')]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}
