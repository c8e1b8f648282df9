import { inject, injectable } from 'tsyringe';
import type { DialogId } from '../../domain/dialogs/dialog.ts';
import { DialogReader } from '../../domain/dialogs/dialog-repository.ts';
import type { Message } from '../../domain/dialogs/message.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import type { Page } from '../../domain/shared/page.ts';
import { type Positioned, positioned } from '../live-feed/positioned.ts';
import { LiveFeed } from '../ports/live-feed.ts';
import { EnterDialog } from './enter-dialog.ts';

@injectable()
export class ListMessages {
  constructor(
    @inject(EnterDialog) private readonly enter: EnterDialog,
    @inject(DialogReader) private readonly dialogs: DialogReader,
    @inject(LiveFeed) private readonly feed: LiveFeed,
  ) {}

  /** By descending id. @throws {OperatorsOnly | DialogNotFound} */
  async execute(id: DialogId, page: Page, actor: Actor): Promise<Positioned<Message[]>> {
    await this.enter.asOperator(id, actor);
    return positioned(this.feed, () => this.dialogs.messages(id, page));
  }
}
