import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import type { RunningServer } from '../../src/running-server.ts';
import { startServer } from '../../src/server.ts';
import { AddUser } from '../../src/usecases/people/add-user.ts';
import { Door } from './door.ts';
import { layData } from './environment.ts';
import { recordedLogger } from './logs.ts';
import { hire, SECRET, type Staff } from './test-server.ts';

/** The real server over data of its own, to be stopped and started again; `url` stays the same. */
export class Restarts {
  private readonly folder = mkdtempSync(join(tmpdir(), 'smeta-restarts-'));
  private readonly door = new Door();
  private server: RunningServer | null = null;
  staff!: Staff;

  constructor(private readonly settings: Record<string, string> = {}) {}

  /** For clients. */
  get url(): string {
    return this.door.url;
  }

  /** For the test, whether clients are let in or not. */
  get inside(): string {
    if (this.server === null) throw new Error('the server is stopped');
    return this.server.url;
  }

  /** Starts it; clients find it once they are let in. */
  async start(): Promise<void> {
    if (!this.staff) layData(this.folder); // the first
    const config = readConfig({ PORT: '0', DATA_DIR: this.folder, JWT_SECRET: SECRET, ...this.settings });
    this.server = await startServer(config, recordedLogger().logger, async (container) => {
      this.staff ??= await hire(container.resolve(AddUser));
    });
  }

  letIn(): Promise<void> {
    return this.door.open(this.inside);
  }

  /** Nobody gets through, and whoever was in is out, as when a network fails. */
  shutOut(): Promise<void> {
    return this.door.shut();
  }

  async stop(): Promise<void> {
    await this.server?.stop();
    this.server = null;
    await this.door.shut();
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
