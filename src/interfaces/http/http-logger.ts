import type { Logger } from 'pino';

/** Where the edge writes what happens. */
export type HttpLogger = Logger;
export const HttpLogger = Symbol('HttpLogger');
