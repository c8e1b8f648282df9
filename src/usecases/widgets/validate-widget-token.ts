import { inject, injectable } from 'tsyringe';
import { requireWelcome, type Widget } from '../../domain/widgets/widget.ts';
import { WidgetReader } from '../../domain/widgets/widget-repository.ts';
import { WidgetSettings } from './widget-settings.ts';

/** A widget on somebody's page asks whether it may show itself there. */
@injectable()
export class ValidateWidgetToken {
  constructor(
    @inject(WidgetReader) private readonly widgets: WidgetReader,
    @inject(WidgetSettings) private readonly settings: WidgetSettings,
  ) {}

  /** `host` as in an address bar; null for what is none. @throws {TokenRevoked | DomainsChanged | DomainNotAllowed} */
  async execute(token: string, host: string | null): Promise<Widget> {
    return requireWelcome(await this.widgets.findByToken(token), host, this.settings.localhostAllowed);
  }
}
