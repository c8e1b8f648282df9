import type { Dialog } from '../../../domain/dialogs/dialog.ts';
import type { Prisma } from '../generated/client.ts';

/** Never the guest's id: who knows it is the guest. */
export const DIALOG_PARTS = {
  id: true,
  assistantId: true,
  createdAt: true,
  assistant: { select: { name: true } },
} as const;

export function toDialog({ assistant, ...row }: Prisma.DialogGetPayload<{ select: typeof DIALOG_PARTS }>): Dialog {
  return { ...row, assistantName: assistant.name };
}
