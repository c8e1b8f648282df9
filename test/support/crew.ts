import { beforeAll } from '@jest/globals';
import { Client } from './client.ts';
import type { Staff, TestServer } from './test-server.ts';

export type Crew = Record<keyof Staff, Client>;

/** Everybody of a test server, signed in once for all tests of a `describe`. */
export function signedInCrew(server: () => TestServer): () => Crew {
  let crew: Crew;
  beforeAll(async () => {
    crew = await signInAll(server());
  });
  return () => crew;
}

export async function signInAll(server: TestServer): Promise<Crew> {
  const [admin, manager, foreman, foreman2] = await Promise.all([
    Client.signIn(server, 'admin'),
    Client.signIn(server, 'manager'),
    Client.signIn(server, 'foreman'),
    Client.signIn(server, 'foreman2'),
  ]);
  return { admin, manager, foreman, foreman2 };
}
