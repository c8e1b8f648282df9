import type { Page } from '../shared/page.ts';
import type { Dialog, DialogId, Guest } from './dialog.ts';
import type { Message, NewMessage } from './message.ts';

/** Dialogs in and out. Every call but `open` belongs into `UnitOfWork.run`. */
export interface DialogRepository {
  /** The guest's dialog, `made` if it was not there. Two calls at once make one. @throws {AssistantNotFound} */
  open(guest: Guest, at: Date): Promise<{ dialog: Dialog; made: boolean }>;
  /** Until the unit ends nobody else adds to it: so messages have their numbers in the order in which they are told. */
  lock(id: DialogId): Promise<void>;
  add(message: NewMessage): Promise<Message>;
  /** What the guest said under this key of his. */
  findByGuestKey(id: DialogId, guestKey: string): Promise<Message | null>;
}
export const DialogRepository = Symbol('DialogRepository');

/** Dialogs as people see them. */
export interface DialogReader {
  isOf(id: DialogId, guest: Guest): Promise<boolean>;
  exists(id: DialogId): Promise<boolean>;
  /** By descending id, each with its newest message. */
  list(page: Page): Promise<{ dialog: Dialog; lastMessage: Message | null }[]>;
  /** By descending id. */
  messages(id: DialogId, page: Page): Promise<Message[]>;
}
export const DialogReader = Symbol('DialogReader');
