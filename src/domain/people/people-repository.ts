import type { Page } from '../shared/page.ts';
import type { NewSession, RefreshToken, RefreshUse, Session, SessionId } from './session.ts';
import type { NewUser, User, UserChange, UserId } from './user.ts';

/** People in and out. Writes belong into `UnitOfWork.run`. */
export interface UserRepository {
  /** @throws {EmailTaken} */
  add(user: NewUser): Promise<User>;
  /** Locks the person until the unit ends. @throws {UserNotFound} */
  get(id: UserId): Promise<User>;
  /** @throws {EmailTaken} */
  save(id: UserId, change: UserChange, at: Date): Promise<User>;
  /** Whether some other admin is active; keeps any other unit from asking until this one ends. */
  hasOtherAdmin(id: UserId): Promise<boolean>;
}
export const UserRepository = Symbol('UserRepository');

/** People as others see them. */
export interface UserReader {
  /** With the hash of his password, for sign-in alone. Null when nobody has this address. */
  findByEmail(email: string): Promise<{ user: User; passwordHash: string } | null>;
  /** @throws {UserNotFound} */
  find(id: UserId): Promise<User>;
  /** By descending id. */
  list(page: Page): Promise<User[]>;
  /** Whether there is nobody yet. */
  isEmpty(): Promise<boolean>;
}
export const UserReader = Symbol('UserReader');

/** Sessions in and out. Writes belong into `UnitOfWork.run`. */
export interface SessionRepository {
  add(session: NewSession, refreshHash: string): Promise<void>;
  /** The session and whose it is: as committed, also within a unit of work. */
  find(id: SessionId): Promise<{ session: Session; user: User } | null>;
  /** Those of `ids` in which somebody may act at `now`. */
  liveAmong(ids: readonly SessionId[], now: Date): Promise<SessionId[]>;
  revoke(id: SessionId, at: Date): Promise<void>;
  /** Every session of that person that is not revoked yet. */
  revokeAllOf(userId: UserId, at: Date): Promise<void>;
}
export const SessionRepository = Symbol('SessionRepository');

/** The chain of refresh tokens of a session. */
export interface RefreshTokens {
  /** Locks its session until the unit ends. Null when we never gave such a token. */
  get(hash: string): Promise<RefreshToken | null>;
  /** Marks it as used, puts the next in its place, and lets the session last until `expiresAt`. */
  rotate(token: RefreshToken, use: RefreshUse, nextHash: string, expiresAt: Date): Promise<void>;
}
export const RefreshTokens = Symbol('RefreshTokens');

/** Who can be given work. */
export interface Foremen {
  /** @throws {ForemanNotFound} unless each of them is an active foreman. */
  require(ids: readonly UserId[]): Promise<void>;
  /** Active ones, by descending id. */
  list(page: Page): Promise<User[]>;
}
export const Foremen = Symbol('Foremen');
