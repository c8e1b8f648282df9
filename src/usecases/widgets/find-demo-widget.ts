import { inject, injectable } from 'tsyringe';
import { WidgetReader } from '../../domain/widgets/widget-repository.ts';
import { WidgetSettings } from './widget-settings.ts';

/** `unasked`: this installation picks a widget by itself; where it does not, its token must be named. */
export interface DemoWidget {
  readonly unasked: boolean;
  readonly token: string | null;
}

/** Whose widget the demo page shows to somebody who names none: while developing the oldest live one, else nobody's. */
@injectable()
export class FindDemoWidget {
  constructor(
    @inject(WidgetReader) private readonly widgets: WidgetReader,
    @inject(WidgetSettings) private readonly settings: WidgetSettings,
  ) {}

  async execute(): Promise<DemoWidget> {
    if (!this.settings.localhostAllowed) return { unasked: false, token: null };
    return { unasked: true, token: (await this.widgets.oldest())?.token ?? null };
  }
}
