import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import type { Widget } from '../../../domain/widgets/widget.ts';
import { AnswerOnce } from '../../../usecases/answer-once.ts';
import { AddWidget } from '../../../usecases/widgets/add-widget.ts';
import { ChangeWidget } from '../../../usecases/widgets/change-widget.ts';
import { ListWidgets } from '../../../usecases/widgets/list-widgets.ts';
import { RevokeWidget } from '../../../usecases/widgets/revoke-widget.ts';
import { ListQuery, toListWire } from '../../wire/list-wire.ts';
import { NewWidgetBody, WidgetChangeBody, type WidgetWire } from '../../wire/widget-wire.ts';
import { type Answer, created, done, gone, unsafe } from '../answer.ts';
import { actorOf, only } from '../authenticate.ts';
import { bodyOf, queryOf } from '../validate.ts';
import { idOf } from '../versioned.ts';

/** `/api/widgets` (contract §7): for admins. */
@injectable()
export class WidgetsRouter {
  readonly router = Router();

  constructor(
    @inject(ListWidgets) private readonly list: ListWidgets,
    @inject(AddWidget) private readonly add: AddWidget,
    @inject(ChangeWidget) private readonly change: ChangeWidget,
    @inject(RevokeWidget) private readonly revoke: RevokeWidget,
    @inject(AnswerOnce) once: AnswerOnce,
  ) {
    this.router.use(only('admin'));
    this.router.get('/', (request, response) => this.onList(request, response));
    this.router.post(
      '/',
      unsafe(once, (request) => this.onAdd(request)),
    );
    this.router.patch(
      '/:id',
      unsafe(once, (request) => this.onChange(request)),
    );
    this.router.delete(
      '/:id',
      unsafe(once, (request) => this.onRevoke(request)),
    );
  }

  private async onList(request: Request, response: Response): Promise<void> {
    const { limit, cursor } = queryOf(request, ListQuery);
    response.json(toListWire(await this.list.execute({ limit: limit + 1, before: cursor }), limit, presentWidget));
  }

  private async onAdd(request: Request): Promise<Answer> {
    const { assistant_id: assistantId, allowed_domains: domains = [] } = bodyOf(request, NewWidgetBody);
    return created(presentWidget(await this.add.execute(assistantId, domains, actorOf(request).id)));
  }

  private async onChange(request: Request): Promise<Answer> {
    const { allowed_domains: domains } = bodyOf(request, WidgetChangeBody);
    return done(presentWidget(await this.change.execute(idOf(request), domains, actorOf(request).id)));
  }

  private async onRevoke(request: Request): Promise<Answer> {
    await this.revoke.execute(idOf(request));
    return gone;
  }
}

function presentWidget({ id, assistantId, token, allowedDomains, createdAt }: Widget): WidgetWire {
  return {
    id,
    assistant_id: assistantId,
    token,
    allowed_domains: [...allowedDomains],
    created_at: createdAt.toISOString(),
  };
}
