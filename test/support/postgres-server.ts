import { PostgresCluster } from './postgres-cluster.ts';

export interface PostgresServer {
  readonly url: string;
  readonly pid: number;
  /** Ends it, as an administrator would, and removes its files. */
  stop(): Promise<void>;
}

/** Starts a server of one's own on a free port. Null where PostgreSQL is not installed. */
export async function startPostgres(): Promise<PostgresServer | null> {
  const cluster = await PostgresCluster.init();
  await cluster?.start();
  return (
    cluster && {
      url: cluster.url,
      pid: cluster.pid,
      async stop() {
        await cluster.stop('fast'); // ends sessions, writes what must be written
        await cluster.remove();
      },
    }
  );
}
