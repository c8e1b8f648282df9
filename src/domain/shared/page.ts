/** A part of a list, newest first: at most `limit` things with ids below `before`. */
export interface Page {
  readonly limit: number;
  readonly before?: number | undefined;
}
