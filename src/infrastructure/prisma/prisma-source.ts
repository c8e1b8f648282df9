import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { withDomainEventHooks } from './domain-event-hooks.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { unitScope } from './unit-scope.ts';

/** The client whose writes pass the hooks: there is no other. */
export type HookedPrisma = PrismaClient;
export const HookedPrisma = Symbol('HookedPrisma');

/** How long a transaction waits for a connection, and how long it may then take, in milliseconds. */
export const PATIENCE = { maxWait: 10_000, timeout: 15_000 };

export function hookedPrisma(pool: pg.Pool): HookedPrisma {
  return withDomainEventHooks(new PrismaClient({ adapter: new PrismaPg(pool) }));
}

/** What repositories speak to: the transaction of the running unit of work, or else the client itself. */
export function clientOf(prisma: HookedPrisma): Prisma.TransactionClient {
  const scope = unitScope.getStore();
  return scope?.open ? scope.tx : prisma;
}

/** Statements of one state of the database; within a unit of work, as that sees it. */
export function inOneState<T>(prisma: HookedPrisma, read: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  const scope = unitScope.getStore();
  return scope?.open ? read(scope.tx) : prisma.$transaction(read, { ...PATIENCE, isolationLevel: 'RepeatableRead' });
}
