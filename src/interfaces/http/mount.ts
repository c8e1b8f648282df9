import type { RequestHandler, Router } from 'express';

/** A router, where it hangs, and what a request must pass before it. */
export interface Mount {
  readonly prefix: string;
  readonly before: readonly RequestHandler[];
  readonly router: Router;
}

/** What asks for nothing before it. */
export function open(prefix: string, { router }: { readonly router: Router }): Mount {
  return { prefix, before: [], router };
}
