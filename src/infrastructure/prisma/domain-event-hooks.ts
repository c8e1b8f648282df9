import { Prisma, type PrismaClient } from './generated/client.ts';
import { takeRow } from './subjects.ts';
import { isRawAllowed, type SubjectKind, type UnitScope, unitScope } from './unit-scope.ts';

/** Models whose every change is an event. */
const SUBJECTS: Record<string, SubjectKind> = {
  User: 'user',
  Session: 'session',
  Project: 'project',
  Estimate: 'estimate',
  Message: 'message',
};

/** Models whose change is an event of the row that they belong to. */
const PARTS: Record<string, { kind: SubjectKind; key: string }> = {
  ProjectForeman: { kind: 'project', key: 'projectId' },
  EstimateItem: { kind: 'estimate', key: 'estimateId' },
};

const READS = /^(find|count|aggregate|groupBy)/;

type Row = Record<string, unknown>;

interface Call {
  readonly model: string;
  readonly operation: string;
  readonly args: { data?: Row | Row[]; where?: Row; select?: unknown; include?: unknown; omit?: unknown };
  readonly query: (args: unknown) => Promise<unknown>;
  /** Undocumented, and used so that its absence refuses every write. */
  readonly __internalParams?: { transaction?: { kind?: string } };
}

/** A write that would leave no event, or the wrong one: a mistake in the program, never of its user. */
export class UnhookedWrite extends Error {}

/**
 * Prisma's hooks: each write of a model with events is noted in the running unit of work, with the row as it was
 * before. What can't be noted rightly is refused, with what to do instead.
 */
export function withDomainEventHooks(base: PrismaClient): PrismaClient {
  const raw = ({ args, query }: { args: unknown; query: (args: never) => Promise<unknown> }) => {
    if (isRawAllowed()) return query(args as never);
    throw new UnhookedWrite('raw SQL is not seen by the hooks: use the models, or allowRaw() for what changes no row');
  };
  return base.$extends({
    query: {
      $allModels: { $allOperations: (call) => onOperation(call as unknown as Call) as never },
      $executeRaw: raw,
      $executeRawUnsafe: raw,
      $queryRaw: raw,
      $queryRawUnsafe: raw,
    },
  }) as unknown as PrismaClient;
}

function onOperation(call: Call): Promise<unknown> {
  if (READS.test(call.operation)) return call.query(call.args);
  const kind = SUBJECTS[call.model];
  const part = PARTS[call.model];
  if (kind) return counted(enter(call), (scope) => writeSubject(call, kind, scope));
  if (part) return counted(enter(call), (scope) => writePart(call, part, scope));
  return call.query(call.args);
}

async function counted(scope: UnitScope, write: (scope: UnitScope) => Promise<unknown>): Promise<unknown> {
  scope.writes++;
  try {
    return await write(scope);
  } finally {
    scope.writes++;
  }
}

function enter(call: Call): UnitScope {
  const scope = unitScope.getStore();
  if (!scope?.open || call.__internalParams?.transaction?.kind !== 'itx') {
    throw refusal(call, 'outside a unit of work: call it inside UnitOfWork.run, through the client of the unit');
  }
  for (const row of [call.args.data ?? []].flat()) {
    const nested = Object.keys(row).find((field) => !columnsOf(call.model).has(field));
    if (nested) throw refusal(call, `with a nested write of ${nested}, which the hooks do not see: write it by itself`);
  }
  return scope;
}

async function writeSubject(call: Call, kind: SubjectKind, scope: UnitScope): Promise<unknown> {
  const { operation, args } = call;
  if (args.select || args.include || args.omit) throw refusal(call, 'with select, include or omit: read it afterwards');
  if (operation === 'create') {
    const row = (await call.query(args)) as { id: number | string };
    touch(scope, kind, row.id, scope.touched.get(`${kind}:${row.id}`)?.before ?? null);
    return row;
  }
  if (operation !== 'update' && operation !== 'delete') {
    throw refusal(call, 'which the hooks do not see row by row: use create, update or delete');
  }
  const id = args.where?.id;
  if (typeof id !== 'number' && typeof id !== 'string') throw refusal(call, 'without where: { id }');
  await touchExisting(scope, kind, id, operation === 'delete');
  return call.query(args);
}

/** Parts are replaced as a whole, which names the row that they belong to. */
async function writePart(call: Call, part: { kind: SubjectKind; key: string }, scope: UnitScope): Promise<unknown> {
  const { operation, args } = call;
  const owners =
    operation === 'createMany'
      ? new Set([args.data ?? []].flat().map((row) => row[part.key]))
      : operation === 'deleteMany' && Object.keys(args.where ?? {}).join() === part.key
        ? new Set([args.where?.[part.key]])
        : new Set();
  if (owners.size === 0) {
    throw refusal(call, `which names no owner: use deleteMany({ where: { ${part.key} } }) and createMany`);
  }
  for (const id of owners) {
    if (typeof id !== 'number') throw refusal(call, `without a plain ${part.key}`);
    await touchExisting(scope, part.kind, id, false);
  }
  return call.query(args);
}

/** A row that the unit has already taken or written is locked since then, and known as it was before. */
async function touchExisting(scope: UnitScope, kind: SubjectKind, id: number | string, dies: boolean): Promise<void> {
  const subject = `${kind}:${id}`;
  const known = scope.touched.get(subject);
  if (!known && !scope.taken.has(subject)) await takeRow(scope.tx, kind, id, dies);
  touch(scope, kind, id, known ? known.before : scope.taken.get(subject));
}

function touch(scope: UnitScope, kind: SubjectKind, id: number | string, before: unknown): void {
  scope.touched.set(`${kind}:${id}`, { kind, id, before, actorId: scope.actorId });
}

function columnsOf(model: string): ReadonlySet<string> {
  const enums = Prisma as unknown as Record<string, Record<string, string>>; // one `<Model>ScalarFieldEnum` for each model
  return new Set(Object.keys(enums[`${model}ScalarFieldEnum`] ?? {}));
}

function refusal(call: Call, why: string): UnhookedWrite {
  return new UnhookedWrite(`${call.model}.${call.operation} ${why}`);
}
