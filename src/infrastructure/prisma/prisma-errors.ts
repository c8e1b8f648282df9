import { Prisma } from './generated/client.ts';

/** PostgreSQL's words for: two transactions waited for each other; one could not be put into an order. */
const DEADLOCK = new Set(['40P01', '40001']);

/** Whether running the whole unit again may well succeed. */
export function isDeadlock(error: unknown): boolean {
  return isKnown(error, 'P2034') || DEADLOCK.has(originalCode(error) ?? '');
}

/** Whether a unique constraint was violated. */
export function isDuplicate(error: unknown): boolean {
  return isKnown(error, 'P2002');
}

/** Whether a row still refers to the one that is going, or the one that is referred to is gone. */
export function isBrokenReference(error: unknown): boolean {
  return isKnown(error, 'P2003');
}

/** A COMMIT that fails comes as the adapter's own error, with PostgreSQL's code in its cause. */
function originalCode(error: unknown): string | undefined {
  if (error instanceof Prisma.PrismaClientKnownRequestError) return originalCode(error.meta?.driverAdapterError);
  const cause = error instanceof Error ? (error.cause as { originalCode?: string } | undefined) : undefined;
  return cause?.originalCode;
}

function isKnown(error: unknown, code: string): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code;
}
