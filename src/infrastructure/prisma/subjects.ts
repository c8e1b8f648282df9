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
import { allowRaw, type SubjectKind, type Touched, unitScope } from './unit-scope.ts';

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
  events(tx: Tx, touched: readonly Touched[]): Promise<SubjectEvent[]>;
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
  const snapshot = await SUBJECTS[kind].snapshot(tx, id);
  unitScope.getStore()?.taken.set(`${kind}:${id}`, snapshot);
  return snapshot as Snapshot<Kind>;
}

/** Reads again what was touched: the result of a write may have been rolled back to a savepoint since. */
export async function eventsOf(tx: Tx, touched: readonly Touched[]): Promise<SubjectEvent[]> {
  const events: SubjectEvent[] = [];
  for (const [kind, { events: eventsOfKind }] of Object.entries(SUBJECTS)) {
    const ofKind = touched.filter((thing) => thing.kind === kind);
    if (ofKind.length > 0) events.push(...(await eventsOfKind(tx, ofKind)));
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
    async events(tx, touched) {
      const after = await load(
        tx,
        touched.map(({ id }) => id as Id),
      );
      return touched.flatMap(({ kind, id, before, actorId }) =>
        // `before` came from `snapshot` above, whatever the map of touched things knows of its type.
        derive(before as Snapshot | null, after.get(id as Id) ?? null).map((event) => ({
          subject: `${kind}:${id}`,
          event,
          actorId,
        })),
      );
    },
  };
}
