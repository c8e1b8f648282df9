/** What the edge must know of the configuration. */
export interface HttpSettings {
  readonly corsOrigins: readonly string[];
  /** As Express's `trust proxy`: hops, addresses, or false. */
  readonly trustProxy: string | number | false;
  readonly rateLimit: boolean;
}
export const HttpSettings = Symbol('HttpSettings');
