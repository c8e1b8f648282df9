import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import type { DialogId } from '../../domain/dialogs/dialog.ts';
import { EnterDialog } from '../../usecases/dialogs/enter-dialog.ts';
import { OpenFeed } from '../../usecases/live-feed/open-feed.ts';
import { Authenticate, type SignedInActor } from '../../usecases/people/authenticate.ts';
import { Clock } from '../../usecases/ports/clock.ts';
import type { FeedBatch } from '../../usecases/ports/live-feed.ts';
import { dialogIdOf, guestOf } from '../http/dialogs/guest-of.ts';
import type { MessageWire } from '../wire/dialog-wire.ts';
import { DIALOG_FORMAT } from './dialog-format.ts';
import type { LiveStream } from './live-stream.ts';
import { parameter } from './stream-address.ts';
import { StreamDoor } from './stream-door.ts';
import type { StreamNature } from './stream-nature.ts';
import { streamTokenOf } from './stream-token.ts';

/** `GET /api/dialogs/:id/events` (contract §7, seed 003): for the office, and for the dialog's own guest. */
@injectable()
export class DialogStreamRouter {
  readonly router = Router();

  constructor(
    @inject(Authenticate) private readonly authenticate: Authenticate,
    @inject(EnterDialog) private readonly enter: EnterDialog,
    @inject(OpenFeed) private readonly openFeed: OpenFeed,
    @inject(StreamDoor) private readonly door: StreamDoor,
    @inject(Clock) private readonly clock: Clock,
  ) {
    this.router.get(
      '/:id/events',
      door.entrance(DIALOG_FORMAT, (request, response) => this.onOpen(request, response)),
    );
  }

  /** Whoever names himself a guest is asked for no token, and one who brings a token is no guest. */
  private async onOpen(request: Request, response: Response): Promise<void> {
    const token = streamTokenOf(request);
    const isGuest = token === '' && (parameter(request, 'guest_id') ?? parameter(request, 'assistant_id')) !== null;
    const actor = isGuest ? null : await this.authenticate.forStream(token);
    const id = actor ? await this.enter.asOperator(dialogIdOf(request), actor) : await this.enterAsGuest(request);
    await this.door.open(request, response, natureOf(request, id, actor), (stream) => this.follow(request, id, stream));
  }

  private enterAsGuest(request: Request): Promise<DialogId> {
    const { assistantId, guestId } = guestOf(request);
    return this.enter.asGuest(dialogIdOf(request), assistantId, guestId);
  }

  private async follow(request: Request, id: DialogId, stream: LiveStream): Promise<void> {
    const { position, resync, follower } = await this.openFeed.ofDialog(id, this.door.reading(request, stream));
    stream.begin(DIALOG_FORMAT.hello(position, resync, this.clock.now()), follower, resync);
  }
}

function natureOf(request: Request, dialogId: DialogId, actor: SignedInActor | null): StreamNature {
  const told = (batch: FeedBatch) => trail(request, dialogId, actor ? 'operator' : 'guest', batch);
  const holder = actor ? actor.id : `guest of ${dialogId}`;
  return { kind: 'dialog', actor, holder, format: DIALOG_FORMAT, whenFull: 'catch up', told };
}

/** The third step of a message's way (seed 003): it is written to somebody. Never what was said. */
function trail(request: Request, dialogId: DialogId, to: string, { events }: FeedBatch): void {
  for (const { data } of events) {
    const { message } = JSON.parse(data) as { message: MessageWire };
    request.log.info({ dialog_id: dialogId, message_id: message.id, to }, 'SSE message delivered');
  }
}
