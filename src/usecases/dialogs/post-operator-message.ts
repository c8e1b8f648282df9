import { inject, injectable } from 'tsyringe';
import type { DialogId } from '../../domain/dialogs/dialog.ts';
import { DialogRepository } from '../../domain/dialogs/dialog-repository.ts';
import type { Message } from '../../domain/dialogs/message.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { Clock } from '../ports/clock.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';
import { EnterDialog } from './enter-dialog.ts';

/** Somebody of the office answers a guest. */
@injectable()
export class PostOperatorMessage {
  constructor(
    @inject(EnterDialog) private readonly enter: EnterDialog,
    @inject(DialogRepository) private readonly dialogs: DialogRepository,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {OperatorsOnly | DialogNotFound} */
  execute(id: DialogId, text: string, actor: Actor): Promise<Message> {
    return this.work.run(actor.id, async () => {
      const dialogId = await this.enter.asOperator(id, actor);
      await this.dialogs.lock(dialogId);
      const createdAt = this.clock.now();
      return this.dialogs.add({ dialogId, sender: 'operator', authorId: actor.id, text, createdAt, guestKey: null });
    });
  }
}
