/** What came back of one call. */
export interface CallAnswer {
  readonly status: number;
  /** The media type without its parameters; empty where there is no body. */
  readonly media: string;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into whatever the server says
  readonly body: any;
}

export interface CallOptions {
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** `call(url, 'POST /api/v1/estimates', { token, body })`: any route, by anybody. A body that is text goes as it is. */
export async function call(base: string, what: string, options: CallOptions = {}): Promise<CallAnswer> {
  const { token, body, headers } = options;
  const [method = '', path] = what.split(' ');
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const media = response.headers.get('Content-Type')?.split(';', 1)[0] ?? '';
  return { status: response.status, media, headers: response.headers, body: await bodyOf(response, media) };
}

/** `200`, or `409 estimate_locked`. */
export function verdictOf({ status, media, body }: CallAnswer): string {
  return media === 'application/problem+json' ? `${status} ${body.code}` : String(status);
}

/** Of a stream, that it opened is enough: it is closed again. */
async function bodyOf(response: Response, media: string): Promise<unknown> {
  if (media === 'text/event-stream') {
    await response.body?.cancel();
    return '';
  }
  const text = await response.text();
  return media.endsWith('json') ? JSON.parse(text) : text;
}
