import { z } from 'zod';
import { IdParameter, listOf } from './list-wire.ts';
import { Id, text } from './text-wire.ts';
import { Time } from './value-wire.ts';

const Text = text(4_000);

/** Who a guest is. He alone knows his `guest_id`. */
export const GuestQuery = z.object({ assistant_id: IdParameter, guest_id: text(200) });

export const GuestMessageBody = z.strictObject({ sender: z.literal('user'), text: Text });
export const OperatorMessageBody = z.strictObject({ text: Text });

/** `user` is the guest. The order of keys is that of the stream. */
export const MessageWire = z.object({
  id: Id,
  dialog_id: Id,
  sender: z.enum(['user', 'operator']),
  text: z.string(),
  created_at: Time,
});
export type MessageWire = z.infer<typeof MessageWire>;
export const MessageListWire = listOf(MessageWire);

const dialog = { id: Id, assistant_id: Id, assistant_name: z.string(), created_at: Time };

/** As its guest finds it. */
export const GuestDialogWire = z.object({
  ...dialog,
  messages: z.array(MessageWire).meta({ description: 'The newest 50, oldest first' }),
});
export type GuestDialogWire = z.infer<typeof GuestDialogWire>;

/** As the office sees it. */
export const DialogWire = z.object({ ...dialog, last_message: MessageWire.nullable() });
export type DialogWire = z.infer<typeof DialogWire>;
export const DialogListWire = listOf(DialogWire);
