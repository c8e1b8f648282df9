import type { Role } from '../../domain/shared/actor.ts';

/** Who is meant: every condition that is given must hold. None is everybody. */
export interface Target {
  readonly clientId?: string | undefined;
  readonly userId?: number | undefined;
  readonly sessionId?: string | undefined;
  readonly role?: Role | undefined;
}

/** Something to be said once, by name. */
export interface Notice {
  readonly type: string;
  /** JSON text. */
  readonly data: string;
}

/** What became ready at once for one target, in the order of the sends; never empty. All lines get the same object. */
export interface NoticeBatch {
  readonly notices: readonly Notice[];
}

/** Somebody who is connected, and by what names he can be reached. */
export interface Line {
  readonly clientId: string;
  readonly userId: number;
  readonly sessionId: string;
  readonly role: Role;
  /** Who signed in: the names are his, also where he listens as somebody else. */
  readonly holderId: number;
  /** Must not block. False: he did not take it. */
  receive(batch: NoticeBatch): boolean;
}

/**
 * Sends that are in no log: whoever is connected gets them, nobody else ever will. An adapter for several instances
 * reaches the lines of all of them, and counts them.
 */
export interface Switchboard {
  /** Returns how to leave. @throws {NameTaken} when somebody else holds the client or session name. */
  connect(line: Line): () => void;
  /** How many lines fit now. */
  count(target: Target): Promise<number>;
  /** Resolves with how many lines took it. Sends to one target arrive in their order. */
  send(target: Target, notice: Notice): Promise<number>;
}
export const Switchboard = Symbol('Switchboard');
