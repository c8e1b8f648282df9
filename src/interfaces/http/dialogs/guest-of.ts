import type { Request } from 'express';
import type { DialogId, Guest } from '../../../domain/dialogs/dialog.ts';
import { GuestQuery } from '../../wire/dialog-wire.ts';
import { queryOf } from '../validate.ts';

/** Nobody's dialog. */
const NONE = 0;

/** Who a guest says he is. @throws {InvalidInput} */
export function guestOf(request: Request): Guest {
  const { assistant_id: assistantId, guest_id: guestId } = queryOf(request, GuestQuery);
  return { assistantId, guestId };
}

/** The dialog in the path. What can't be one is nobody's dialog: a guest is not told the difference. */
export function dialogIdOf(request: Request): DialogId {
  const text = String(request.params.id);
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : NONE;
  return id > 2 ** 31 - 1 ? NONE : id;
}
