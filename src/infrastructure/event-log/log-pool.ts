import type pg from 'pg';

/** Connections for reading the event log. */
export type LogPool = pg.Pool;
export const LogPool = Symbol('LogPool');
