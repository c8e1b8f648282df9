import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import type { EstimateItem } from '../../../domain/estimates/estimate-snapshot.ts';
import { Decimal } from '../../../domain/shared/decimal.ts';
import { InvalidInput } from '../../../domain/shared/domain-error.ts';
import { AnswerOnce } from '../../../usecases/answer-once.ts';
import { ApproveEstimate } from '../../../usecases/estimates/approve-estimate.ts';
import { ChangeEstimate } from '../../../usecases/estimates/change-estimate.ts';
import { CreateEstimate } from '../../../usecases/estimates/create-estimate.ts';
import { DeleteEstimate } from '../../../usecases/estimates/delete-estimate.ts';
import { GetEstimate } from '../../../usecases/estimates/get-estimate.ts';
import { ListEstimateHistory } from '../../../usecases/estimates/list-estimate-history.ts';
import { ListEstimates } from '../../../usecases/estimates/list-estimates.ts';
import { RejectEstimate } from '../../../usecases/estimates/reject-estimate.ts';
import { SubmitEstimate } from '../../../usecases/estimates/submit-estimate.ts';
import {
  EstimateChangeBody,
  EstimateQuery,
  type ItemBody,
  NewEstimateBody,
  RejectBody,
} from '../../wire/estimate-wire.ts';
import { HistoryQuery } from '../../wire/history-wire.ts';
import { toListWire } from '../../wire/list-wire.ts';
import { type Answer, created, done, gone, unsafe } from '../answer.ts';
import { actorOf, only } from '../authenticate.ts';
import { bodyOf, queryOf } from '../validate.ts';
import { expectedOf, idOf, sendVersioned, setPosition } from '../versioned.ts';
import { presentEstimate } from './estimate-presenter.ts';
import { presentHistoryEntry } from './history-presenter.ts';

/** `/api/v1/estimates` (contract §3). */
@injectable()
export class EstimatesRouter {
  readonly router = Router();

  constructor(
    @inject(ListEstimates) private readonly list: ListEstimates,
    @inject(GetEstimate) private readonly get: GetEstimate,
    @inject(CreateEstimate) private readonly create: CreateEstimate,
    @inject(ChangeEstimate) private readonly change: ChangeEstimate,
    @inject(DeleteEstimate) private readonly remove: DeleteEstimate,
    @inject(SubmitEstimate) private readonly submit: SubmitEstimate,
    @inject(ApproveEstimate) private readonly approve: ApproveEstimate,
    @inject(RejectEstimate) private readonly reject: RejectEstimate,
    @inject(ListEstimateHistory) private readonly history: ListEstimateHistory,
    @inject(AnswerOnce) once: AnswerOnce,
  ) {
    const office = only('manager', 'admin');
    this.router.get('/', (request, response) => this.onList(request, response));
    this.router.get('/:id', (request, response) => this.onGet(request, response));
    this.router.get('/:id/history', (request, response) => this.onHistory(request, response));
    this.router.post(
      '/',
      unsafe(once, (request) => this.onCreate(request)),
    );
    this.router.patch(
      '/:id',
      unsafe(once, (request) => this.onChange(request)),
    );
    this.router.delete(
      '/:id',
      unsafe(once, (request) => this.onDelete(request)),
    );
    this.router.post(
      '/:id/submit',
      unsafe(once, (request) => this.onSubmit(request)),
    );
    this.router.post(
      '/:id/approve',
      office,
      unsafe(once, (request) => this.onApprove(request)),
    );
    this.router.post(
      '/:id/reject',
      office,
      unsafe(once, (request) => this.onReject(request)),
    );
  }

  private async onList(request: Request, response: Response): Promise<void> {
    const { limit, cursor, project_id, foreman_id, status_code, q } = queryOf(request, EstimateQuery);
    const filter = { projectId: project_id, foremanId: foreman_id, status: status_code, text: q || undefined };
    const found = await this.list.execute(filter, { limit: limit + 1, before: cursor }, actorOf(request));
    setPosition(response, found.position);
    response.json(toListWire(found.value, limit, presentEstimate));
  }

  private async onGet(request: Request, response: Response): Promise<void> {
    const found = await this.get.execute(idOf(request), actorOf(request));
    setPosition(response, found.position);
    sendVersioned(response, presentEstimate(found.value));
  }

  private async onHistory(request: Request, response: Response): Promise<void> {
    const { limit, cursor } = queryOf(request, HistoryQuery);
    const page = { limit: limit + 1, before: cursor };
    const found = await this.history.execute(idOf(request), page, actorOf(request));
    setPosition(response, found.position);
    response.json(toListWire(found.value, limit, presentHistoryEntry));
  }

  private async onCreate(request: Request): Promise<Answer> {
    const actor = actorOf(request);
    const body = bodyOf(request, NewEstimateBody);
    const foremanId = body.foreman_id ?? (actor.role === 'foreman' ? actor.id : undefined);
    if (foremanId === undefined)
      throw new InvalidInput([{ path: ['foreman_id'], message: 'say whose estimate it is' }]);
    const wanted = {
      projectId: body.project_id,
      foremanId,
      number: body.number ?? null,
      comment: body.comment ?? '',
      items: (body.items ?? []).map(toItem),
    };
    return created(presentEstimate(await this.create.execute(wanted, actor)));
  }

  private async onChange(request: Request): Promise<Answer> {
    const { project_id, foreman_id, number, comment, items } = bodyOf(request, EstimateChangeBody);
    const change = {
      ...(project_id === undefined ? {} : { projectId: project_id }),
      ...(foreman_id === undefined ? {} : { foremanId: foreman_id }),
      ...(number === undefined ? {} : { number }),
      ...(comment === undefined ? {} : { comment }),
      ...(items === undefined ? {} : { items: items.map(toItem) }),
    };
    const changed = await this.change.execute(idOf(request), change, expectedOf(request), actorOf(request));
    return done(presentEstimate(changed));
  }

  private async onDelete(request: Request): Promise<Answer> {
    await this.remove.execute(idOf(request), expectedOf(request), actorOf(request));
    return gone;
  }

  private async onSubmit(request: Request): Promise<Answer> {
    return done(presentEstimate(await this.submit.execute(idOf(request), expectedOf(request), actorOf(request))));
  }

  private async onApprove(request: Request): Promise<Answer> {
    return done(presentEstimate(await this.approve.execute(idOf(request), expectedOf(request), actorOf(request))));
  }

  private async onReject(request: Request): Promise<Answer> {
    const { reason } = bodyOf(request, RejectBody);
    const rejected = await this.reject.execute(idOf(request), reason, expectedOf(request), actorOf(request));
    return done(presentEstimate(rejected));
  }
}

function toItem({ name, unit, quantity, unit_price }: ItemBody): EstimateItem {
  return { name, unit, quantity: Decimal.parse(quantity), unitPrice: Decimal.parse(unit_price) };
}
