import { inject, injectable } from 'tsyringe';
import { isWelcome } from '../../domain/widgets/widget.ts';
import { WidgetReader } from '../../domain/widgets/widget-repository.ts';
import { WidgetSettings } from './widget-settings.ts';

/** Whether pages of a site may speak to the server for the guests of an assistant. */
@injectable()
export class FindWidgetDomains {
  constructor(
    @inject(WidgetReader) private readonly widgets: WidgetReader,
    @inject(WidgetSettings) private readonly settings: WidgetSettings,
  ) {}

  /** Where any live widget of that assistant may stand. `host` as in an address bar. */
  async include(assistantId: number, host: string): Promise<boolean> {
    const { localhostAllowed } = this.settings;
    return isWelcome(host, [], localhostAllowed) || isWelcome(host, await this.widgets.domainsOf(assistantId), false);
  }
}
