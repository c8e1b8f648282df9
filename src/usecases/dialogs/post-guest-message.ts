import { inject, injectable } from 'tsyringe';
import type { DialogId, Guest } from '../../domain/dialogs/dialog.ts';
import { DialogRepository } from '../../domain/dialogs/dialog-repository.ts';
import type { Message } from '../../domain/dialogs/message.ts';
import { IdempotencyKeyReused } from '../../domain/shared/idempotency.ts';
import { Clock } from '../ports/clock.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';
import { EnterDialog } from './enter-dialog.ts';

export interface GuestWords {
  readonly text: string;
  /** The guest's own, for repeats: said twice under one key it is one message. */
  readonly key: string | null;
}

/** A guest says something to the office. */
@injectable()
export class PostGuestMessage {
  constructor(
    @inject(EnterDialog) private readonly enter: EnterDialog,
    @inject(DialogRepository) private readonly dialogs: DialogRepository,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {NotYourDialog | IdempotencyKeyReused} */
  async execute(id: DialogId, guest: Guest, words: GuestWords): Promise<{ message: Message; replayed: boolean }> {
    await this.enter.asGuest(id, guest.assistantId, guest.guestId);
    return this.work.run(null, async () => {
      await this.dialogs.lock(id);
      const said = words.key === null ? null : await this.dialogs.findByGuestKey(id, words.key);
      if (said) return { message: repeated(said, words), replayed: true };
      return { message: await this.say(id, words), replayed: false };
    });
  }

  private say(dialogId: DialogId, { text, key }: GuestWords): Promise<Message> {
    const createdAt = this.clock.now();
    return this.dialogs.add({ dialogId, sender: 'user', authorId: null, text, createdAt, guestKey: key });
  }
}

function repeated(said: Message, { text }: GuestWords): Message {
  if (said.text !== text) throw new IdempotencyKeyReused();
  return said;
}
