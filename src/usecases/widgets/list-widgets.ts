import { inject, injectable } from 'tsyringe';
import type { Page } from '../../domain/shared/page.ts';
import type { Widget } from '../../domain/widgets/widget.ts';
import { WidgetReader } from '../../domain/widgets/widget-repository.ts';

@injectable()
export class ListWidgets {
  constructor(@inject(WidgetReader) private readonly widgets: WidgetReader) {}

  /** Those whose token was not revoked, by descending id. */
  execute(page: Page): Promise<Widget[]> {
    return this.widgets.list(page);
  }
}
