import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEBIBYTE = 1024 * 1024;

/** A disk of its own, in memory, that can be full. Linux, as root. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** @throws {Error} where that is not allowed. */
  static mount(mebibytes: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'smeta-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
    } catch (error) {
      rmSync(folder, { recursive: true });
      throw error;
    }
    return new SmallDisk(folder);
  }

  fillUpTo(freeMebibytes: number): void {
    const { bavail, bsize } = statfsSync(this.folder);
    writeFileSync(this.filler, Buffer.alloc(bavail * bsize - freeMebibytes * MEBIBYTE));
  }

  makeRoom(): void {
    rmSync(this.filler);
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.folder]); // a program that is ended later may still have it
    rmSync(this.folder, { recursive: true });
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}

/** Whether this machine lets us. */
export function mountsDisks(): boolean {
  try {
    SmallDisk.mount(1).unmount();
    return true;
  } catch {
    return false; // not Linux, not root, or not allowed in this container
  }
}
