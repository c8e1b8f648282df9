import { inject, injectable } from 'tsyringe';
import type { Page } from '../../domain/shared/page.ts';
import type { EventHistory, HistoryEntry } from '../../usecases/ports/event-history.ts';
import { LogPool } from './log-pool.ts';

const HISTORY = `SELECT event.position, event.type, event.data::text AS data, event.occurred_at, event.reason,
    actor.name AS actor_name
  FROM event_log AS event LEFT JOIN users AS actor ON actor.id = event.actor_id
  WHERE event.subject = $1 AND event.type NOT LIKE '%.unassigned' AND event.position < $2
  ORDER BY event.position DESC LIMIT $3`;

interface Row {
  readonly position: string;
  readonly type: string;
  readonly data: string;
  readonly occurred_at: Date;
  readonly reason: string | null;
  readonly actor_name: string | null;
}

@injectable()
export class PgEventHistory implements EventHistory {
  constructor(@inject(LogPool) private readonly pool: LogPool) {}

  async list(subject: string, { limit, before = Number.MAX_SAFE_INTEGER }: Page): Promise<HistoryEntry[]> {
    const { rows } = await this.pool.query<Row>(HISTORY, [subject, before, limit]);
    return rows.map(({ position, type, data, occurred_at, reason, actor_name }) => {
      return { id: Number(position), type, data, occurredAt: occurred_at, actorName: actor_name, reason };
    });
  }
}
