import type { Line, Target } from '../../usecases/ports/switchboard.ts';

const EVERYBODY = 'everybody';

/** Every group that a line is in. */
export function addressesOf({ clientId, sessionId, userId, role }: Omit<Line, 'receive'>): string[] {
  return [`client:${clientId}`, `session:${sessionId}`, `user:${userId}`, `role:${role}`, EVERYBODY];
}

/** The smallest group that a target names: whoever is meant is in it. */
export function nearestAddress({ clientId, sessionId, userId, role }: Target): string {
  if (clientId !== undefined) return `client:${clientId}`;
  if (sessionId !== undefined) return `session:${sessionId}`;
  if (userId !== undefined) return `user:${userId}`;
  return role === undefined ? EVERYBODY : `role:${role}`;
}

export function fits(line: Omit<Line, 'receive'>, { clientId, sessionId, userId, role }: Target): boolean {
  return (
    (clientId === undefined || clientId === line.clientId) &&
    (sessionId === undefined || sessionId === line.sessionId) &&
    (userId === undefined || userId === line.userId) &&
    (role === undefined || role === line.role)
  );
}
