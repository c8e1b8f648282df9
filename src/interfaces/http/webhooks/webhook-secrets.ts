/** What each source signs with; sources as `WEBHOOK_SECRET_<SOURCE>` names them, in lower case. */
export type WebhookSecrets = ReadonlyMap<string, string>;
export const WebhookSecrets = Symbol('WebhookSecrets');

/** The source that an address names: `my-crm` is that of `WEBHOOK_SECRET_MY_CRM`. */
export function sourceNamed(text: string): string {
  return text.toLowerCase().replaceAll('-', '_');
}
