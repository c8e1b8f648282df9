import { randomUUID } from 'node:crypto';
import { inject, injectable } from 'tsyringe';
import { Clock } from '../../usecases/ports/clock.ts';
import { Trace } from '../../usecases/ports/trace.ts';
import type { UnitOfWork } from '../../usecases/ports/unit-of-work.ts';
import { payloadOf, streamOf } from '../event-log/event-payload.ts';
import { UnhookedWrite } from './domain-event-hooks.ts';
import type { Prisma } from './generated/client.ts';
import { isDeadlock } from './prisma-errors.ts';
import { HookedPrisma, PATIENCE } from './prisma-source.ts';
import { eventsOf } from './subjects.ts';
import { allowRaw, type UnitScope, unitScope } from './unit-scope.ts';

const TRIES = 3;

/** `json` and not `jsonb`, which would order the fields of an event anew. */
const RECORD = `INSERT INTO event_log
  (id, stream, type, subject, audience, data, reason, actor_id, request_id, occurred_at)
  SELECT * FROM json_to_recordset($1::json) AS event(id uuid, stream text, type text, subject text, audience text[],
    data json, reason text, actor_id int, request_id text, occurred_at timestamptz)`;

@injectable()
export class PrismaUnitOfWork implements UnitOfWork {
  constructor(
    @inject(HookedPrisma) private readonly prisma: HookedPrisma,
    @inject(Clock) private readonly clock: Clock,
    @inject(Trace) private readonly trace: Trace,
  ) {}

  async run<T>(actorId: number | null, work: () => Promise<T>): Promise<T> {
    const outer = unitScope.getStore();
    if (outer?.open) return this.inside(outer, actorId, work);
    for (let tries = 1; ; tries++) {
      try {
        return await this.once(actorId, work);
      } catch (error) {
        if (tries === TRIES || !isDeadlock(error)) throw error;
      }
    }
  }

  private async inside<T>(scope: UnitScope, actorId: number | null, work: () => Promise<T>): Promise<T> {
    const outerActor = scope.actorId;
    scope.actorId = actorId;
    try {
      return await work();
    } finally {
      scope.actorId = outerActor;
    }
  }

  private async once<T>(actorId: number | null, work: () => Promise<T>): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const result = await this.prisma.$transaction(async (given) => {
      const tx = withoutSavepoints(given);
      const maps = { touched: new Map(), taken: new Map(), read: new Map() };
      const scope: UnitScope = { tx, ...maps, writes: 0, actorId, open: true, afterCommit };
      return unitScope.run(scope, async () => {
        try {
          const result = await work();
          scope.open = false;
          await this.record(scope);
          return result;
        } finally {
          scope.open = false;
        }
      });
    }, PATIENCE);
    for (const act of afterCommit) act();
    return result;
  }

  /** The last statement of every unit: one that swallowed an error of the database fails here and not silently. */
  private async record(scope: UnitScope): Promise<void> {
    const { tx } = scope;
    const events = await eventsOf(scope);
    if (events.length === 0) {
      await allowRaw(() => tx.$queryRaw`SELECT 1`);
      return;
    }
    const common = { request_id: this.trace.requestId() ?? null, occurred_at: this.clock.now() };
    const rows = events.map(({ subject, event, actorId }) => ({
      ...common,
      actor_id: actorId,
      id: randomUUID(),
      stream: streamOf(event),
      type: event.type,
      subject,
      audience: event.audience,
      data: payloadOf(event, actorId),
      reason: event.reason ?? null,
    }));
    await allowRaw(() => tx.$executeRawUnsafe(RECORD, JSON.stringify(rows)));
  }
}

/** What a savepoint takes back would go on being known as written (docs/adr/0019). */
function withoutSavepoints(tx: Prisma.TransactionClient): Prisma.TransactionClient {
  const refuse = () => {
    throw new UnhookedWrite('a unit of work has no savepoints: what may fail alone is a unit of its own');
  };
  return new Proxy(tx, { get: (target, name) => (name === '$transaction' ? refuse : Reflect.get(target, name)) });
}
