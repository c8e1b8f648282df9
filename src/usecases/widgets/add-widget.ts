import { inject, injectable } from 'tsyringe';
import type { Widget } from '../../domain/widgets/widget.ts';
import { WidgetRepository } from '../../domain/widgets/widget-repository.ts';
import { Clock } from '../ports/clock.ts';
import { Secrets } from '../ports/secrets.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

/** Makes a token for a site. Nobody can guess it, and everybody may read it there: so it is kept as it is. */
@injectable()
export class AddWidget {
  constructor(
    @inject(WidgetRepository) private readonly widgets: WidgetRepository,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {AssistantNotFound} */
  execute(assistantId: number, domains: readonly string[], actorId: number): Promise<Widget> {
    const { token } = this.secrets.token();
    const widget = { assistantId, token, allowedDomains: domains, issuedDomains: domains };
    return this.work.run(actorId, () => this.widgets.add({ ...widget, createdAt: this.clock.now() }));
  }
}
