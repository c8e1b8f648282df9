import { inject, injectable } from 'tsyringe';
import type { SessionId } from '../../domain/people/session.ts';
import type { User } from '../../domain/people/user.ts';
import { AccessTokens } from '../ports/access-tokens.ts';

/** What a client gets who signed in or refreshed. */
export interface SignedIn {
  readonly accessToken: string;
  readonly lifetimeMs: number;
  readonly refreshToken: string;
  readonly user: User;
}

@injectable()
export class SessionTokens {
  constructor(@inject(AccessTokens) private readonly tokens: AccessTokens) {}

  /** The same answer each time for the same arguments. */
  answer(user: User, sessionId: SessionId, refreshToken: string, at: Date): SignedIn {
    const { token, lifetimeMs } = this.tokens.issue('access', user.id, sessionId, at);
    return { accessToken: token, lifetimeMs, refreshToken, user };
  }
}
