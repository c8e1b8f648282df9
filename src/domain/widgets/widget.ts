import { isLocal, standsOn } from './widget-domains.ts';
import { DomainNotAllowed, DomainsChanged, TokenRevoked } from './widget-errors.ts';

export type WidgetId = number;

/** A place on somebody's site where guests write to an assistant. Its token is no secret: it stands in the page. */
export interface Widget {
  readonly id: WidgetId;
  readonly assistantId: number;
  readonly token: string;
  /** Of `widget-domains.ts`; none means nowhere. */
  readonly allowedDomains: readonly string[];
  /** As they were when the token was made. */
  readonly issuedDomains: readonly string[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

export type NewWidget = Omit<Widget, 'id' | 'revokedAt'>;

/** Whether these sites, or one's own machine while developing, may show a widget at `host`; null is no host at all. */
export function isWelcome(host: string | null, domains: readonly string[], localhostAllowed: boolean): boolean {
  return host !== null && ((localhostAllowed && isLocal(host)) || standsOn(host, domains));
}

/**
 * The widget of a token, if it may stand at `host`. Null is a token that never was: a stranger learns nothing.
 * @throws {TokenRevoked | DomainsChanged | DomainNotAllowed}
 */
export function requireWelcome(widget: Widget | null, host: string | null, localhostAllowed: boolean): Widget {
  if (widget === null || widget.revokedAt !== null) throw new TokenRevoked();
  if (isWelcome(host, widget.allowedDomains, localhostAllowed)) return widget;
  throw isWelcome(host, widget.issuedDomains, false) ? new DomainsChanged() : new DomainNotAllowed();
}
