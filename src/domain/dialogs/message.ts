import type { DialogId } from './dialog.ts';

/** `user` is the guest. */
export type Sender = 'user' | 'operator';

/** Said once, and never changed. */
export interface Message {
  readonly id: number;
  readonly dialogId: DialogId;
  readonly sender: Sender;
  readonly text: string;
  readonly createdAt: Date;
}

export interface NewMessage extends Omit<Message, 'id'> {
  /** Which operator; null for the guest. */
  readonly authorId: number | null;
  /** The guest's own mark of it, so that a repeat is not said twice; null without one, and for operators. */
  readonly guestKey: string | null;
}
