import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { InvalidSignature, WebhookSourceNotFound } from '../../../domain/notices/webhook-errors.ts';
import { InvalidInput } from '../../../domain/shared/domain-error.ts';
import { Audit } from '../../../usecases/ports/audit.ts';
import { ReceiveWebhook } from '../../../usecases/webhooks/receive-webhook.ts';
import { WebhookBody, type WebhookReceiptWire } from '../../wire/notice-wire.ts';
import { rawBody } from '../json-body.ts';
import { malformedJson } from '../problem-details.ts';
import { checked } from '../validate.ts';
import { verifiedSignature } from './signature.ts';
import { sourceNamed, WebhookSecrets } from './webhook-secrets.ts';

const MAX_DELIVERY_ID = 255;

/** `/api/v1/webhooks` (contract §6): other programs, each known by its signature over the bytes of the body. */
@injectable()
export class WebhooksRouter {
  readonly router = Router();

  constructor(
    @inject(ReceiveWebhook) private readonly receive: ReceiveWebhook,
    @inject(WebhookSecrets) private readonly secrets: WebhookSecrets,
    @inject(Audit) private readonly audit: Audit,
  ) {
    this.router.post('/:source', rawBody, (request, response) => this.onDelivery(request, response));
  }

  private async onDelivery(request: Request, response: Response): Promise<void> {
    const source = sourceNamed(String(request.params.source));
    const secret = this.secrets.get(source);
    if (secret === undefined) throw new WebhookSourceNotFound();
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const signature = verifiedSignature(body, request.get('X-Signature'), secret);
    if (signature === null) throw new InvalidSignature();
    const { userId, type, result } = checked(WebhookBody, parsed(body));
    const delivery = { source, id: deliveryIdOf(request), signature, userId, type, result };
    const done = await this.receive.execute(delivery);
    this.audit.record('webhook received', { request_id: request.id, source, user_id: userId, type, repeated: !done });
    const receipt: WebhookReceiptWire = { status: done ? 'accepted' : 'repeated' };
    response.json(receipt);
  }
}

/** @throws {HttpProblem} for what is no JSON in UTF-8. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw malformedJson;
  }
}

/** Null when the source does not number its deliveries. */
function deliveryIdOf(request: Request): string | null {
  const id = request.get('X-Delivery-Id') || null;
  if (id !== null && id.length > MAX_DELIVERY_ID) {
    throw new InvalidInput([{ path: ['X-Delivery-Id'], message: `must have at most ${MAX_DELIVERY_ID} characters` }]);
  }
  return id;
}
