/** RFC 9457, `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** A stable snake_case word. */
  readonly code: string;
  /** One row for each field that breaks a rule; `path` as `items.0.quantity`. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}
