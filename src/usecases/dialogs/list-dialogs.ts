import { inject, injectable } from 'tsyringe';
import type { Dialog } from '../../domain/dialogs/dialog.ts';
import { DialogReader } from '../../domain/dialogs/dialog-repository.ts';
import type { Message } from '../../domain/dialogs/message.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import type { Page } from '../../domain/shared/page.ts';
import { type Positioned, positioned } from '../live-feed/positioned.ts';
import { LiveFeed } from '../ports/live-feed.ts';
import { requireOperator } from './enter-dialog.ts';

@injectable()
export class ListDialogs {
  constructor(
    @inject(DialogReader) private readonly dialogs: DialogReader,
    @inject(LiveFeed) private readonly feed: LiveFeed,
  ) {}

  /** By descending id. @throws {OperatorsOnly} */
  execute(page: Page, actor: Actor): Promise<Positioned<{ dialog: Dialog; lastMessage: Message | null }[]>> {
    requireOperator(actor);
    return positioned(this.feed, () => this.dialogs.list(page));
  }
}
