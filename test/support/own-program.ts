import { Client } from './client.ts';
import type { DatabaseKind } from './databases.ts';
import { type Program, type ProgramOptions, startedProgram } from './program.ts';
import { programData } from './program-data.ts';

const ADMIN = { ADMIN_EMAIL: 'chief@stroy.example', ADMIN_PASSWORD: 'a good password' };

export interface OwnProgram {
  readonly program: Program & { readonly url: string };
  readonly admin: Client;
  /** Where its data is: to start another on it. */
  readonly env: Record<string, string>;
}

/** Spawns the program over a database of its own, with its first admin signed in. */
export function ownPrograms(): (kind: DatabaseKind, options?: Partial<ProgramOptions>) => Promise<OwnProgram> {
  const dataOf = programData();
  return async (kind, { env: settings, ...options } = {}) => {
    const env = { ...ADMIN, ...(await dataOf(kind)), ...settings };
    const program = await startedProgram({ env, ...options });
    return { program, env, admin: await Client.signInAt(program.url, ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD) };
  };
}

/** How a program ended, and after how long. */
export async function stopOf(program: Program, signal: NodeJS.Signals = 'SIGTERM') {
  const from = performance.now();
  const exit = await program.kill(signal);
  return { ...exit, stderr: program.stderr, tookMs: performance.now() - from };
}
