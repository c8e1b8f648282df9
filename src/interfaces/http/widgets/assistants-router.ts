import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import type { Assistant } from '../../../domain/widgets/assistant.ts';
import { AnswerOnce } from '../../../usecases/answer-once.ts';
import { AddAssistant } from '../../../usecases/widgets/add-assistant.ts';
import { ListAssistants } from '../../../usecases/widgets/list-assistants.ts';
import { ListQuery, toListWire } from '../../wire/list-wire.ts';
import { type AssistantWire, NewAssistantBody } from '../../wire/widget-wire.ts';
import { created, unsafe } from '../answer.ts';
import { only } from '../authenticate.ts';
import { bodyOf, queryOf } from '../validate.ts';

/** `/api/assistants` (contract §7): for admins. */
@injectable()
export class AssistantsRouter {
  readonly router = Router();

  constructor(
    @inject(ListAssistants) private readonly list: ListAssistants,
    @inject(AddAssistant) add: AddAssistant,
    @inject(AnswerOnce) once: AnswerOnce,
  ) {
    this.router.use(only('admin'));
    this.router.get('/', (request, response) => this.onList(request, response));
    this.router.post(
      '/',
      unsafe(once, async (request) => {
        return created(presentAssistant(await add.execute(bodyOf(request, NewAssistantBody).name)));
      }),
    );
  }

  private async onList(request: Request, response: Response): Promise<void> {
    const { limit, cursor } = queryOf(request, ListQuery);
    response.json(toListWire(await this.list.execute({ limit: limit + 1, before: cursor }), limit, presentAssistant));
  }
}

function presentAssistant({ id, name, createdAt }: Assistant): AssistantWire {
  return { id, name, created_at: createdAt.toISOString() };
}
