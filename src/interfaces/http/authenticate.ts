import type { Request, RequestHandler } from 'express';
import { Unauthenticated } from '../../domain/people/people-errors.ts';
import type { Role } from '../../domain/shared/actor.ts';
import { Forbidden } from '../../domain/shared/domain-error.ts';
import type { Authenticate, SignedInActor } from '../../usecases/people/authenticate.ts';

const actors = new WeakMap<Request, SignedInActor>();

/** Lets only signed-in people through. */
export function authenticated(authenticate: Authenticate): RequestHandler {
  return async (request, _response, next) => {
    actors.set(request, await authenticate.execute(bearerOf(request) ?? ''));
    next();
  };
}

/** Lets only these roles through: before anything is said about the body. Comes after `authenticated`. */
export function only(...roles: Role[]): RequestHandler {
  return (request, _response, next) => {
    if (!roles.includes(actorOf(request).role)) throw new Forbidden('Your role may not do this.');
    next();
  };
}

/** Who asks. @throws {Unauthenticated} where `authenticated` did not come before. */
export function actorOf(request: Request): SignedInActor {
  const actor = actors.get(request);
  if (!actor) throw new Unauthenticated();
  return actor;
}

/** RFC 6750 §2.1; the scheme in any case (RFC 9110 §11.1). */
export function bearerOf(request: Request): string | null {
  return /^Bearer +(\S+)$/i.exec(request.get('Authorization') ?? '')?.[1] ?? null;
}
