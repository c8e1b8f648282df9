import type { CorsOptions, CorsOptionsDelegate } from 'cors';
import type { Request } from 'express';
import { inject, injectable } from 'tsyringe';
import { FindWidgetDomains } from '../../usecases/widgets/find-widget-domains.ts';
import { GuestQuery } from '../wire/dialog-wire.ts';
import { hostOfOrigin } from '../wire/host-wire.ts';
import { HttpSettings } from './http-settings.ts';

const EXPOSED = ['X-Request-Id', 'X-Stream-Position', 'ETag', 'Retry-After', 'Idempotent-Replayed'];
/** What guests of an assistant call. As the router reads it: in any case. */
const GUESTS = /^\/api\/(widget\/|dialogs\/[^/]+\/events\/?$)/i;
/** Says nothing that a stranger could not know. */
const ANYBODYS = /^\/api\/validate-widget-token\/?$/i;

/**
 * Whose pages may read answers (Fetch §3.2). Those of `CORS_ORIGINS` all of them; those of a site that has a widget what
 * guests of its assistant call. Only for that the database is asked: where it is away, nothing else waits for it.
 */
@injectable()
export class CorsRules {
  constructor(
    @inject(HttpSettings) private readonly settings: HttpSettings,
    @inject(FindWidgetDomains) private readonly domains: FindWidgetDomains,
  ) {}

  /** For the `cors` package. */
  readonly optionsOf: CorsOptionsDelegate<Request> = (request, callback) => {
    const { origin } = request.headers;
    if (origin === undefined || this.settings.corsOrigins.includes(origin)) callback(null, this.allowing());
    else if (ANYBODYS.test(request.path)) callback(null, this.allowing(origin));
    else if (!GUESTS.test(request.path)) callback(null, this.allowing());
    else {
      this.isGuests(request, origin).then(
        (guests) => callback(null, guests ? this.allowing(origin) : this.allowing()),
        (error: Error) => callback(error),
      );
    }
  };

  /** Always a list, even an empty one: so that the package says `Vary: Origin`, and answers preflights. */
  private allowing(...besides: string[]): CorsOptions {
    return { origin: [...this.settings.corsOrigins, ...besides], exposedHeaders: EXPOSED, maxAge: 600 };
  }

  private async isGuests(request: Request, origin: string): Promise<boolean> {
    const host = hostOfOrigin(origin);
    const assistantId = GuestQuery.shape.assistant_id.safeParse(request.query.assistant_id);
    return host !== null && assistantId.success && this.domains.include(assistantId.data, host);
  }
}
