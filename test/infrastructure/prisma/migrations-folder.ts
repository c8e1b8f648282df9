import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A folder of migrations for a test: SQL by name. */
export class MigrationsFolder {
  private readonly path = mkdtempSync(join(tmpdir(), 'smeta-migrations-'));
  readonly url = pathToFileURL(`${this.path}/`);

  put(name: string, sql: string): void {
    mkdirSync(join(this.path, name), { recursive: true });
    writeFileSync(join(this.path, name, 'migration.sql'), sql);
  }

  take(name: string): void {
    rmSync(join(this.path, name), { recursive: true });
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
