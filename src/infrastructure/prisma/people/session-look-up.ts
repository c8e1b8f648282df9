import DataLoader from 'dataloader';
import type pg from 'pg';
import type { Session, SessionId } from '../../../domain/people/session.ts';
import type { User } from '../../../domain/people/user.ts';
import { toSession } from './session-mapper.ts';
import { toUser, type UserRow } from './user-mapper.ts';

const FOUND = `SELECT sessions.id, user_id AS "userId", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  email, name, role, active
  FROM sessions JOIN users ON users.id = user_id WHERE sessions.id = ANY($1::uuid[])`;

export interface FoundSession {
  readonly session: Session;
  readonly user: User;
}

type Row = Session & Omit<UserRow, 'id'>;

/**
 * Finds sessions with their people, as committed; null where there is none. Every request asks this first, so it is SQL:
 * Prisma takes more than twice as long. Whoever asks in one turn of the event loop is answered by one query, made after all of
 * them asked.
 */
export function sessionLookUp(pool: pg.Pool): (id: SessionId) => Promise<FoundSession | null> {
  const findAll = async (ids: readonly SessionId[]) => {
    const { rows } = await pool.query<Row>(FOUND, [[...new Set(ids)]]);
    const found = new Map(rows.map((row) => [row.id, toFound(row)]));
    return ids.map((id) => found.get(id) ?? null);
  };
  const loader = new DataLoader(findAll, { cache: false, batchScheduleFn: setImmediate });
  return (id) => loader.load(id);
}

function toFound(row: Row): FoundSession {
  return { session: toSession(row), user: toUser({ ...row, id: row.userId }) };
}
