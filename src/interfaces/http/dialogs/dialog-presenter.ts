import type { Dialog } from '../../../domain/dialogs/dialog.ts';
import type { Message } from '../../../domain/dialogs/message.ts';
import type { GuestDialog } from '../../../usecases/dialogs/open-guest-dialog.ts';
import type { DialogWire, GuestDialogWire, MessageWire } from '../../wire/dialog-wire.ts';

export function presentMessage({ id, dialogId, sender, text, createdAt }: Message): MessageWire {
  return { id, dialog_id: dialogId, sender, text, created_at: createdAt.toISOString() };
}

export function presentGuestDialog({ dialog, newestMessages }: GuestDialog): GuestDialogWire {
  return { ...presentHead(dialog), messages: newestMessages.map(presentMessage) };
}

export function presentDialog(dialog: Dialog, lastMessage: Message | null): DialogWire {
  return { ...presentHead(dialog), last_message: lastMessage && presentMessage(lastMessage) };
}

function presentHead({ id, assistantId, assistantName, createdAt }: Dialog): Omit<DialogWire, 'last_message'> {
  return { id, assistant_id: assistantId, assistant_name: assistantName, created_at: createdAt.toISOString() };
}
