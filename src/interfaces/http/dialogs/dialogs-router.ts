import { type Request, type RequestHandler, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import type { Message } from '../../../domain/dialogs/message.ts';
import { AnswerOnce } from '../../../usecases/answer-once.ts';
import { ListDialogs } from '../../../usecases/dialogs/list-dialogs.ts';
import { ListMessages } from '../../../usecases/dialogs/list-messages.ts';
import { PostOperatorMessage } from '../../../usecases/dialogs/post-operator-message.ts';
import { OperatorMessageBody } from '../../wire/dialog-wire.ts';
import { ListQuery, toListWire } from '../../wire/list-wire.ts';
import { type Answer, created, unsafe } from '../answer.ts';
import { actorOf, only } from '../authenticate.ts';
import { HttpLogger } from '../http-logger.ts';
import { bodyOf, queryOf } from '../validate.ts';
import { idOf, setPosition } from '../versioned.ts';
import { presentDialog, presentMessage } from './dialog-presenter.ts';

/** `/api/dialogs` (contract §7): the office's side. */
@injectable()
export class DialogsRouter {
  readonly router = Router();
  /** By the request that said it: whether it stays is known when the answer is sent. */
  private readonly said = new WeakMap<Request, Message>();

  constructor(
    @inject(ListDialogs) private readonly list: ListDialogs,
    @inject(ListMessages) private readonly messages: ListMessages,
    @inject(PostOperatorMessage) private readonly post: PostOperatorMessage,
    @inject(HttpLogger) private readonly logger: HttpLogger,
    @inject(AnswerOnce) once: AnswerOnce,
  ) {
    this.router.use(only('manager', 'admin'));
    this.router.get('/', (request, response) => this.onList(request, response));
    this.router.get('/:id/messages', (request, response) => this.onMessages(request, response));
    this.router.post(
      '/:id/messages',
      this.trail,
      unsafe(once, (request) => this.onPost(request)),
    );
  }

  private async onList(request: Request, response: Response): Promise<void> {
    const { limit, cursor } = queryOf(request, ListQuery);
    const { value, position } = await this.list.execute({ limit: limit + 1, before: cursor }, actorOf(request));
    setPosition(response, position);
    const dialogs = value.map(({ dialog, lastMessage }) => presentDialog(dialog, lastMessage));
    response.json(toListWire(dialogs, limit, (dialog) => dialog));
  }

  private async onMessages(request: Request, response: Response): Promise<void> {
    const { limit, cursor } = queryOf(request, ListQuery);
    const page = { limit: limit + 1, before: cursor };
    const { value, position } = await this.messages.execute(idOf(request), page, actorOf(request));
    setPosition(response, position);
    response.json(toListWire(value, limit, presentMessage));
  }

  private async onPost(request: Request): Promise<Answer> {
    const { text } = bodyOf(request, OperatorMessageBody);
    const message = await this.post.execute(idOf(request), text, actorOf(request));
    this.said.set(request, message);
    return created(presentMessage(message));
  }

  /** Says so once it is committed. */
  private readonly trail: RequestHandler = (request, response, next) => {
    response.once('close', () => {
      const message = this.said.get(request);
      if (message === undefined || response.statusCode !== 201) return;
      const trail = { request_id: request.id, dialog_id: message.dialogId, message_id: message.id };
      this.logger.info(trail, 'ADMIN→WIDGET message received');
    });
    next();
  };
}
