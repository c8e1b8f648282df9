import { inject, injectable } from 'tsyringe';
import type { DialogId } from '../../domain/dialogs/dialog.ts';
import { DialogNotFound, NotYourDialog, OperatorsOnly } from '../../domain/dialogs/dialog-errors.ts';
import { DialogReader } from '../../domain/dialogs/dialog-repository.ts';
import { type Actor, seesEverything } from '../../domain/shared/actor.ts';

/** Whether somebody may hear and speak in a dialog. Answers its id: 0 and the like may be asked for, and are nobody's. */
@injectable()
export class EnterDialog {
  constructor(@inject(DialogReader) private readonly dialogs: DialogReader) {}

  /** @throws {NotYourDialog} whether there is such a dialog or not. */
  async asGuest(id: DialogId, assistantId: number, guestId: string): Promise<DialogId> {
    if (!(await this.dialogs.isOf(id, { assistantId, guestId }))) throw new NotYourDialog();
    return id;
  }

  /** @throws {OperatorsOnly | DialogNotFound} */
  async asOperator(id: DialogId, actor: Actor): Promise<DialogId> {
    requireOperator(actor);
    if (!(await this.dialogs.exists(id))) throw new DialogNotFound();
    return id;
  }
}

/** @throws {OperatorsOnly} */
export function requireOperator(actor: Actor): void {
  if (!seesEverything(actor)) throw new OperatorsOnly();
}
