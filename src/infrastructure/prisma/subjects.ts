import { type MessageCreated, messageEvents } from '../../domain/dialogs/message-events.ts';
import { type EstimateEvent, estimateEvents } from '../../domain/estimates/estimate-events.ts';
import { type PeopleEvent, sessionEvents, userEvents } from '../../domain/people/people-events.ts';
import { type ProjectEvent, projectEvents } from '../../domain/projects/project-events.ts';
import { loadMessages } from './dialogs/message-mapper.ts';
import { loadEstimates } from './estimates/estimate-mapper.ts';
import type { Prisma } from './generated/client.ts';
import { loadSessions } from './people/session-mapper.ts';
import { loadUsers } from './people/user-mapper.ts';
import { loadProjects } from './projects/project-mapper.ts';
import { allowRaw, type SubjectKind, type Touched, type UnitScope, unitScope } from './unit-scope.ts';

type Tx = Prisma.TransactionClient;
export type AnyEvent = EstimateEvent | ProjectEvent | PeopleEvent | MessageCreated;

/** What a unit of work meant, one thing after another. */
export interface SubjectEvent {
  readonly subject: string;
  readonly event: AnyEvent;
  readonly actorId: number | null;
}

/** How one kind of thing is found, and what its change means. */
interface Subject<Snapshot = unknown> {
  readonly table: string;
  readonly idType: 'int' | 'uuid';
  snapshot(tx: Tx, id: Touched['id']): Promise<Snapshot | null>;
  events(scope: UnitScope, touched: readonly Touched[]): Promise<SubjectEvent[]>;
}

const SUBJECTS = {
  user: subject('users', 'int', loadUsers, userEvents),
  session: subject('sessions', 'uuid', loadSessions, sessionEvents),
  project: subject('projects', 'int', loadProjects, projectEvents),
  estimate: subject('estimates', 'int', loadEstimates, estimateEvents),
  message: subject('messages', 'int', loadMessages, messageEvents),
} satisfies Record<SubjectKind, Subject>;

type Snapshot<Kind extends SubjectKind> = Awaited<ReturnType<(typeof SUBJECTS)[Kind]['snapshot']>>;

/** Waits for other units that change the row, and keeps them waiting until this one ends. */
export async function lockRow(tx: Tx, kind: SubjectKind, id: Touched['id'], dies: boolean): Promise<void> {
  const { table, idType } = SUBJECTS[kind];
  const strength = dies ? 'UPDATE' : 'NO KEY UPDATE';
  const sql = `SELECT 1 FROM ${table} WHERE id = $1::${idType} FOR ${strength}`;
  await allowRaw(() => tx.$queryRawUnsafe(sql, id));
}

/** A thing as it is now, or null; locked, then read: unlocked, another unit could change it in between. */
export async function takeRow<Kind extends SubjectKind>(
  tx: Tx,
  kind: Kind,
  id: Touched['id'],
  dies = false,
): Promise<Snapshot<Kind>> {
  await lockRow(tx, kind, id, dies);
  const snapshot = await readRow(tx, kind, id);
  unitScope.getStore()?.taken.set(`${kind}:${id}`, snapshot);
  return snapshot;
}

/** A thing as it is now, or null. What a unit reads last, after all its writes, is not read again for its event. */
export async function readRow<Kind extends SubjectKind>(
  tx: Tx,
  kind: Kind,
  id: Touched['id'],
): Promise<Snapshot<Kind>> {
  const scope = unitScope.getStore();
  const writes = scope?.writes;
  const snapshot = await SUBJECTS[kind].snapshot(tx, id);
  if (writes !== undefined && scope?.writes === writes) scope.read.set(`${kind}:${id}`, { writes, snapshot });
  return snapshot as Snapshot<Kind>;
}

/** Reads what was touched, but for what nothing was written since it was last read. */
export async function eventsOf(scope: UnitScope): Promise<SubjectEvent[]> {
  const events: SubjectEvent[] = [];
  for (const [kind, { events: eventsOfKind }] of Object.entries(SUBJECTS)) {
    const ofKind = [...scope.touched.values()].filter((thing) => thing.kind === kind);
    if (ofKind.length > 0) events.push(...(await eventsOfKind(scope, ofKind)));
  }
  return events;
}

function subject<Snapshot, Id extends number | string>(
  table: string,
  idType: Subject['idType'],
  load: (tx: Tx, ids: Id[]) => Promise<Map<Id, Snapshot>>,
  derive: (before: Snapshot | null, after: Snapshot | null) => AnyEvent[],
): Subject<Snapshot> {
  return {
    table,
    idType,
    snapshot: async (tx, id) => (await load(tx, [id as Id])).get(id as Id) ?? null,
    async events(scope, touched) {
      const unread = touched.filter((thing) => !lastRead(scope, thing));
      const ids = unread.map(({ id }) => id as Id);
      const loaded = ids.length > 0 ? await load(scope.tx, ids) : new Map<Id, Snapshot>();
      return touched.flatMap((thing) => {
        const { kind, id, before, actorId } = thing;
        const read = lastRead(scope, thing);
        const after = read ? read.snapshot : (loaded.get(id as Id) ?? null);
        // Both came from `snapshot` above, whatever the maps know of their type.
        const events = derive(before as Snapshot | null, after as Snapshot | null);
        return events.map((event) => ({ subject: `${kind}:${id}`, event, actorId }));
      });
    },
  };
}

/** A thing as the unit read it last, if nothing was written since. */
function lastRead({ read, writes }: UnitScope, { kind, id }: Touched): { readonly snapshot: unknown } | undefined {
  const last = read.get(`${kind}:${id}`);
  return last?.writes === writes ? last : undefined;
}
