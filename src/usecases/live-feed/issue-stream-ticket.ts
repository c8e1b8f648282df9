import { inject, injectable } from 'tsyringe';
import type { SignedInActor } from '../people/authenticate.ts';
import { AccessTokens } from '../ports/access-tokens.ts';
import { Clock } from '../ports/clock.ts';

/** Gives somebody who is signed in a proof that may stand in the address of a stream: addresses end up in logs. */
@injectable()
export class IssueStreamTicket {
  constructor(
    @inject(AccessTokens) private readonly tokens: AccessTokens,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  execute(actor: SignedInActor): { ticket: string; lifetimeMs: number } {
    const { token, lifetimeMs } = this.tokens.issue('ticket', actor.id, actor.sessionId, this.clock.now());
    return { ticket: token, lifetimeMs };
  }
}
