import { QueryClient } from '@tanstack/react-query';
import { Refusal } from './caller.ts';

const TRIES = 3;

/**
 * What the server refuses it refuses again, so that is not tried twice. Without a network a request fails and says so:
 * TanStack would hold it back until there is one, when whoever asked has long thought better of it.
 */
export function newQueryClient(): QueryClient {
  const retry = (failures: number, error: Error) => !(error instanceof Refusal) && failures < TRIES;
  return new QueryClient({
    defaultOptions: { queries: { networkMode: 'always', retry }, mutations: { networkMode: 'always' } },
  });
}
