import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Prisma } from '../../../src/infrastructure/prisma/generated/client.ts';
import { type HookedPrisma, hookedPrisma } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { allowRaw } from '../../../src/infrastructure/prisma/unit-scope.ts';
import { until } from '../../support/until.ts';

type Transaction = Prisma.TransactionClient;

const CONNECTIONS = 3;
/** How long whoever waits for a connection waits, in milliseconds. */
const PATIENCE_MS = 200;

/** A pool and a client over one database, and an administrator who makes trouble. */
export class DatabaseTroubles {
  readonly pool: pg.Pool;
  readonly prisma: HookedPrisma;

  constructor(readonly url: string) {
    this.pool = poolAt(url);
    this.prisma = hookedPrisma(this.pool);
  }

  /** The same, elsewhere. */
  async at(url: string, act: (elsewhere: DatabaseTroubles) => Promise<unknown>): Promise<void> {
    const elsewhere = new DatabaseTroubles(url);
    await act(elsewhere).finally(() => elsewhere.close());
  }

  raw(...statements: string[]): Promise<unknown> {
    return this.prisma.$transaction(async (tx) => {
      for (const sql of statements) await query(tx, sql);
    });
  }

  /** The administrator ends the session of a transaction; then it goes on. */
  severed(goOn: (tx: Transaction) => Promise<unknown>): Promise<unknown> {
    return this.prisma.$transaction(async (tx) => {
      const [{ pid }] = (await query(tx, 'SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
      await this.terminate(pid);
      return goOn(tx);
    });
  }

  /** The administrator ends the session of a statement that takes long. */
  async severedWithin(statement: string, run: (sql: string) => Promise<unknown>): Promise<unknown> {
    const running = run(statement);
    const ended = running.catch((error: unknown) => error);
    const pid = await until(() => this.pidOf(statement));
    await this.terminate(pid);
    await ended;
    return running;
  }

  /** All connections are in use meanwhile. */
  async crowded(act: () => Promise<unknown>): Promise<void> {
    const taken = await Promise.all(Array.from({ length: CONNECTIONS }, () => this.pool.connect()));
    await act().finally(() => {
      for (const client of taken) client.release();
    });
  }

  async administer(sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
    const admin = new pg.Client({ connectionString: this.url });
    await admin.connect();
    return admin.query(sql, values).finally(() => admin.end());
  }

  /** The transaction is over when it is used again. */
  async afterCommit(): Promise<unknown> {
    const kept: Transaction[] = [];
    await this.prisma.$transaction(async (tx) => void kept.push(tx));
    return kept[0]?.user.count();
  }

  /** It took longer than it may. */
  expired(): Promise<unknown> {
    return this.prisma.$transaction(
      async (tx) => {
        await delay(2 * PATIENCE_MS);
        await tx.user.count();
      },
      { timeout: PATIENCE_MS },
    );
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async pidOf(statement: string): Promise<number> {
    const active = "datname = current_database() AND state = 'active'";
    const { rows } = await this.administer(`SELECT pid FROM pg_stat_activity WHERE query = $1 AND ${active}`, [
      statement,
    ]);
    return rows[0]?.pid;
  }

  private async terminate(pid: number): Promise<void> {
    await this.administer('SELECT pg_terminate_backend($1, 5000)', [pid]);
  }
}

function poolAt(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: PATIENCE_MS });
  pool.on('error', () => undefined);
  return pool;
}

function query(tx: Transaction, sql: string): Promise<unknown> {
  return allowRaw(() => tx.$queryRawUnsafe(sql));
}
