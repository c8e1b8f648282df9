import type { NewSession, Session, SessionId } from './session.ts';
import type { NewUser, User, UserId } from './user.ts';

/** People in and out. Writes belong into `UnitOfWork.run`. */
export interface UserRepository {
  /** @throws {EmailTaken} */
  add(user: NewUser): Promise<User>;
  /** With the hash of his password, for sign-in alone. Null when nobody has this address. */
  findByEmail(email: string): Promise<{ user: User; passwordHash: string } | null>;
  /** Whether there is nobody yet. */
  isEmpty(): Promise<boolean>;
}
export const UserRepository = Symbol('UserRepository');

/** Sessions in and out. Writes belong into `UnitOfWork.run`. */
export interface SessionRepository {
  add(session: NewSession): Promise<void>;
  /** The session and whose it is. */
  find(id: SessionId): Promise<{ session: Session; user: User } | null>;
  /** Those of `ids` in which somebody may act at `now`. */
  liveAmong(ids: readonly SessionId[], now: Date): Promise<SessionId[]>;
  revoke(id: SessionId, at: Date): Promise<void>;
}
export const SessionRepository = Symbol('SessionRepository');

/** Who can be given work. */
export interface Foremen {
  /** @throws {ForemanNotFound} unless each of them is an active foreman. */
  require(ids: readonly UserId[]): Promise<void>;
}
export const Foremen = Symbol('Foremen');
