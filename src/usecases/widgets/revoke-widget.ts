import { inject, injectable } from 'tsyringe';
import type { WidgetId } from '../../domain/widgets/widget.ts';
import { WidgetRepository } from '../../domain/widgets/widget-repository.ts';
import { Clock } from '../ports/clock.ts';

/** Takes a token back for good. Dialogs that began with it stay. */
@injectable()
export class RevokeWidget {
  constructor(
    @inject(WidgetRepository) private readonly widgets: WidgetRepository,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {WidgetNotFound} also the second time. */
  execute(id: WidgetId): Promise<void> {
    return this.widgets.revoke(id, this.clock.now());
  }
}
