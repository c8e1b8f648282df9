import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from './infrastructure/prisma/database.ts';

/** A database that takes longer is away. */
const ANSWER_MS = 2_000;

export async function databaseTrouble({ pool }: Database): Promise<'database_away' | null> {
  try {
    const answered = await Promise.race([pool.query('SELECT 1'), delay(ANSWER_MS, null, { ref: false })]);
    return answered === null ? 'database_away' : null;
  } catch {
    return 'database_away'; // what is wrong with it stands in the log already
  }
}
