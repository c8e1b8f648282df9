import { inject, injectable } from 'tsyringe';
import { UserReader } from '../../domain/people/people-repository.ts';
import type { Role } from '../../domain/shared/actor.ts';
import { Forbidden } from '../../domain/shared/domain-error.ts';
import type { SignedInActor } from '../people/authenticate.ts';
import { Secrets } from '../ports/secrets.ts';

/** By what names a connection wants to be reached; what it leaves out is given to it. */
export interface WantedName {
  readonly clientId: string | null;
  readonly userId: number | null;
  readonly sessionId: string | null;
}

export interface ConnectionName {
  readonly clientId: string;
  readonly userId: number;
  readonly sessionId: string;
  readonly role: Role;
  /** Who signed in: the names are his. */
  readonly holderId: number;
}

/** Finds the names by which sends reach a connection. Only admins listen as somebody else. */
@injectable()
export class NameConnection {
  constructor(
    @inject(UserReader) private readonly users: UserReader,
    @inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** @throws {Forbidden | UserNotFound} */
  async execute({ clientId, userId, sessionId }: WantedName, actor: SignedInActor): Promise<ConnectionName> {
    const other = userId !== null && userId !== actor.id;
    if (other && actor.role !== 'admin') throw new Forbidden('Only admins may listen to what is sent to others.');
    const { id, role } = other ? await this.users.find(userId) : actor;
    const given = { clientId: clientId ?? this.secrets.id(), sessionId: sessionId ?? actor.sessionId };
    return { ...given, userId: id, role, holderId: actor.id };
  }
}
