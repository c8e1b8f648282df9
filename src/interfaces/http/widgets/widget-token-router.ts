import { Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { ValidateWidgetToken } from '../../../usecases/widgets/validate-widget-token.ts';
import { toHost } from '../../wire/host-wire.ts';
import { type ValidWidgetWire, WidgetTokenBody } from '../../wire/widget-wire.ts';
import { GuestLimits } from '../dialogs/guest-limits.ts';
import { jsonBody } from '../json-body.ts';
import { bodyOf } from '../validate.ts';

/** `/api/validate-widget-token` (contract §7): anybody's question, which a widget asks before it shows itself. */
@injectable()
export class WidgetTokenRouter {
  readonly router = Router();

  constructor(
    @inject(ValidateWidgetToken) validate: ValidateWidgetToken,
    @inject(GuestLimits) { byAddress }: GuestLimits,
  ) {
    this.router.post('/', byAddress, jsonBody, async (request, response) => {
      const { token, domain } = bodyOf(request, WidgetTokenBody);
      const { assistantId } = await validate.execute(token, toHost(domain));
      const valid: ValidWidgetWire = { valid: true, assistant_id: assistantId };
      response.json(valid);
    });
  }
}
