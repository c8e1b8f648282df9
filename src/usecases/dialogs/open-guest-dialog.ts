import { inject, injectable } from 'tsyringe';
import type { Dialog, Guest } from '../../domain/dialogs/dialog.ts';
import { DialogReader, DialogRepository } from '../../domain/dialogs/dialog-repository.ts';
import type { Message } from '../../domain/dialogs/message.ts';
import { type Positioned, positioned } from '../live-feed/positioned.ts';
import { Clock } from '../ports/clock.ts';
import { LiveFeed } from '../ports/live-feed.ts';

/** As many as a guest is shown when he comes. */
const SHOWN = 50;

export interface GuestDialog {
  readonly dialog: Dialog;
  /** Oldest first. */
  readonly newestMessages: readonly Message[];
  /** He was not here before. */
  readonly made: boolean;
}

/** A guest of a site opens the window: his dialog is where he left it, or begins. */
@injectable()
export class OpenGuestDialog {
  constructor(
    @inject(DialogRepository) private readonly dialogs: DialogRepository,
    @inject(DialogReader) private readonly reader: DialogReader,
    @inject(LiveFeed) private readonly feed: LiveFeed,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {AssistantNotFound} */
  execute(guest: Guest): Promise<Positioned<GuestDialog>> {
    return positioned(this.feed, async () => {
      const { dialog, made } = await this.dialogs.open(guest, this.clock.now());
      const newest = made ? [] : await this.reader.messages(dialog.id, { limit: SHOWN });
      return { dialog, newestMessages: newest.reverse(), made };
    });
  }
}
