import { inject, injectable } from 'tsyringe';
import type { Widget, WidgetId } from '../../domain/widgets/widget.ts';
import { WidgetReader, WidgetRepository } from '../../domain/widgets/widget-repository.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

/** Decides anew where a widget may stand; its token stays. */
@injectable()
export class ChangeWidget {
  constructor(
    @inject(WidgetRepository) private readonly widgets: WidgetRepository,
    @inject(WidgetReader) private readonly reader: WidgetReader,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** Without `domains` nothing changes. @throws {WidgetNotFound} */
  execute(id: WidgetId, domains: readonly string[] | undefined, actorId: number): Promise<Widget> {
    if (domains === undefined) return this.reader.find(id);
    return this.work.run(actorId, () => this.widgets.allow(id, domains));
  }
}
