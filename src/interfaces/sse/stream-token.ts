import type { Request } from 'express';
import { bearerOf } from '../http/authenticate.ts';
import { parameter } from './stream-address.ts';

/** An access token or a ticket, from the header or the address; empty where there is none. The header wins. */
export function streamTokenOf(request: Request): string {
  return bearerOf(request) ?? parameter(request, 'token') ?? '';
}
