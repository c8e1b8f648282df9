import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { OpenGuestDialog } from '../../../usecases/dialogs/open-guest-dialog.ts';
import { PostGuestMessage } from '../../../usecases/dialogs/post-guest-message.ts';
import { GuestMessageBody } from '../../wire/dialog-wire.ts';
import { keyOf } from '../answer.ts';
import { HttpLogger } from '../http-logger.ts';
import { jsonBody } from '../json-body.ts';
import { bodyOf } from '../validate.ts';
import { setPosition } from '../versioned.ts';
import { presentGuestDialog, presentMessage } from './dialog-presenter.ts';
import { GuestLimits } from './guest-limits.ts';
import { dialogIdOf, guestOf } from './guest-of.ts';

/** `/api/widget` (contract §7): what guests of a site may do, without a sign-in. */
@injectable()
export class WidgetDialogsRouter {
  readonly router = Router();

  constructor(
    @inject(OpenGuestDialog) private readonly open: OpenGuestDialog,
    @inject(PostGuestMessage) private readonly post: PostGuestMessage,
    @inject(HttpLogger) private readonly logger: HttpLogger,
    @inject(GuestLimits) { byAddress, byDialog }: GuestLimits,
  ) {
    this.router.post('/dialogs', byAddress, (request, response) => this.onOpen(request, response));
    this.router.post('/dialogs/:id/messages', byAddress, jsonBody, byDialog, (request, response) =>
      this.onPost(request, response),
    );
  }

  private async onOpen(request: Request, response: Response): Promise<void> {
    const { value, position } = await this.open.execute(guestOf(request));
    setPosition(response, position);
    response.status(value.made ? 201 : 200).json(presentGuestDialog(value));
  }

  /** A guest has no account under which answers could be kept; his messages themselves remember his key. */
  private async onPost(request: Request, response: Response): Promise<void> {
    const guest = guestOf(request);
    const { text } = bodyOf(request, GuestMessageBody);
    const words = { text, key: keyOf(request) };
    const { message, replayed } = await this.post.execute(dialogIdOf(request), guest, words);
    if (replayed) response.set('Idempotent-Replayed', 'true');
    else {
      const trail = { request_id: request.id, dialog_id: message.dialogId, message_id: message.id };
      this.logger.info(trail, 'WIDGET→ADMIN message received');
    }
    response.status(201).json(presentMessage(message));
  }
}
