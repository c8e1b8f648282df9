import { inject, injectable } from 'tsyringe';
import { PROGRAM } from '../../../domain/audience/audience.ts';
import { type FeedEvent, LiveFeed } from '../../../usecases/ports/live-feed.ts';
import type { MessageWire } from '../../wire/dialog-wire.ts';
import { HttpLogger } from '../http-logger.ts';

/** The second step of a message's way (seed 003), on every instance: it is committed, and goes to whoever listens. */
@injectable()
export class MessageTrail {
  readonly leave: () => void;

  constructor(@inject(LiveFeed) feed: LiveFeed, @inject(HttpLogger) logger: HttpLogger) {
    this.leave = feed.join({
      stream: 'dialog',
      keys: [PROGRAM],
      receive: ({ events }) => {
        for (const event of events) logger.info(trailOf(event), 'message stored');
      },
      missed: () => logger.warn('messages may have been stored that this log does not name'),
    });
  }
}

/** Never what was said. */
function trailOf({ position, data }: FeedEvent): { dialog_id: number; message_id: number; position: number } {
  const { message } = JSON.parse(data) as { message: MessageWire };
  return { dialog_id: message.dialog_id, message_id: message.id, position };
}
