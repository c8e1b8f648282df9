import type { Role } from '../../domain/shared/actor.ts';
import type { Target } from './switchboard.ts';

/** What the program tells people by itself: which payload belongs to which name (seed 004). */
export interface Notices {
  'estimate-rejected': {
    readonly estimateId: number;
    readonly number: string;
    readonly reason: string;
    readonly rejectedById: number;
  };
  'webhook-processed': { readonly type: string; readonly status: 'completed'; readonly data: unknown };
}
export type NoticeName = keyof Notices;

/**
 * Tells people something. What is addressed to a user is stored in the transaction of the running
 * unit of work, and reaches him on every instance, even when he was away; all else goes to who is connected, after the unit is
 * committed.
 * All answer how many connections it concerns.
 */
export interface Notifier {
  notifyUser<Name extends NoticeName>(userId: number, name: Name, payload: Notices[Name]): Promise<number>;
  notifyClient<Name extends NoticeName>(clientId: string, name: Name, payload: Notices[Name]): Promise<number>;
  notifySession<Name extends NoticeName>(sessionId: string, name: Name, payload: Notices[Name]): Promise<number>;
  notifyRole<Name extends NoticeName>(role: Role, name: Name, payload: Notices[Name]): Promise<number>;
  broadcast<Name extends NoticeName>(name: Name, payload: Notices[Name]): Promise<number>;
}
export const Notifier = Symbol('Notifier');

/** The same for whatever an admin makes up. */
export interface NoticeSender {
  /** `data` is anything that JSON can say. A target that names a user and nothing else is stored. */
  send(target: Target, type: string, data: unknown): Promise<number>;
}
export const NoticeSender = Symbol('NoticeSender');
