import { type Request, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { AnswerOnce } from '../../../usecases/answer-once.ts';
import { SendNotice } from '../../../usecases/notices/send-notice.ts';
import { Authenticate } from '../../../usecases/people/authenticate.ts';
import { Audit } from '../../../usecases/ports/audit.ts';
import { type DeliveredWire, SendBody } from '../../wire/notice-wire.ts';
import { type Answer, accepted, unsafe } from '../answer.ts';
import { actorOf, authenticated, only } from '../authenticate.ts';
import { jsonBody } from '../json-body.ts';
import { bodyOf } from '../validate.ts';

/** `POST /api/sse/send` (contract §6): for admins. */
@injectable()
export class SendRouter {
  readonly router = Router();

  constructor(
    @inject(SendNotice) private readonly send: SendNotice,
    @inject(Audit) private readonly audit: Audit,
    @inject(Authenticate) authenticate: Authenticate,
    @inject(AnswerOnce) once: AnswerOnce,
  ) {
    const handle = unsafe(once, (request) => this.onSend(request));
    this.router.post('/send', authenticated(authenticate), only('admin'), jsonBody, handle);
  }

  private async onSend(request: Request): Promise<Answer> {
    const { type, data, target = {} } = bodyOf(request, SendBody);
    const actor = actorOf(request);
    const answer: DeliveredWire = { delivered: await this.send.execute({ target, type, data }, actor) };
    const by = { request_id: request.id, user_id: actor.id };
    this.audit.record('SSE notice sent', { ...by, type, target, ...answer });
    return accepted(answer);
  }
}
