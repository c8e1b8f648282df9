import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { DomainError, type ErrorKind, type FieldError, NotFound } from '../../domain/shared/domain-error.ts';
import type { Outages } from '../../usecases/ports/outages.ts';
import type { Problem } from '../wire/problem-wire.ts';
import { Rarely } from './rarely.ts';

const STATUS: Record<ErrorKind, { status: number; title: string }> = {
  invalid: { status: 422, title: 'Something in the request breaks a rule' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'In conflict with the present state' },
  stale: { status: 412, title: 'Changed meanwhile' },
  gone: { status: 410, title: 'Gone' },
};

/** A refusal that belongs to HTTP itself and not to the business. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    detail: string,
  ) {
    super(detail);
  }
}

export const malformedJson = new HttpProblem(400, 'malformed_json', 'Malformed JSON', 'The body is not valid JSON.');
export const tooLarge = new HttpProblem(413, 'too_large', 'Too large', 'The body is larger than 256 KiB.');

/** Of what the parsers of Express refuse, by the `type` that they give. */
const PARSER_PROBLEMS: Record<string, HttpProblem> = {
  'entity.parse.failed': malformedJson,
  'entity.too.large': tooLarge,
  'charset.unsupported': new HttpProblem(415, 'unsupported_media_type', 'Not JSON', 'Send JSON in UTF-8.'),
  'encoding.unsupported': new HttpProblem(415, 'unsupported_media_type', 'Not JSON', 'This encoding is not supported.'),
  'request.aborted': new HttpProblem(400, 'aborted', 'Aborted', 'The body ended early.'),
  'request.size.invalid': new HttpProblem(400, 'aborted', 'Aborted', 'The body is not as long as was said.'),
};

/** The framework's other refusals, which are the sender's fault: a path like /%zz, a broken gzip; `If-Match`, `Range` of a file. */
const FRAMEWORK_PROBLEMS: Record<number, HttpProblem> = {
  400: new HttpProblem(400, 'bad_request', 'Bad request', 'The request could not be understood.'),
  412: new HttpProblem(412, 'stale_version', 'Changed meanwhile', 'The file is not the one that was asked for.'),
  416: new HttpProblem(416, 'no_such_range', 'No such range', 'The file is shorter than that.'),
};

export const notFound: RequestHandler = () => {
  throw new NotAPath();
};

class NotAPath extends NotFound {
  constructor() {
    super('There is nothing at this address.');
  }
}

/** How soon it makes sense to ask again, in seconds: the database is back, or this instance, or another answers. */
export const AGAIN_S = '2';
const UNAVAILABLE = new HttpProblem(
  503,
  'unavailable',
  'Not available now',
  'The database can not be reached: try again in a moment. A change under an Idempotency-Key is made once, however often.',
);

/** The one place where an error becomes an answer. What nobody foresaw is logged, and says nothing of the inside. */
export function problemDetails(outages: Outages): ErrorRequestHandler {
  const rarely = new Rarely();
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error); // Express cuts the connection: half an answer must not look like a whole one
      return;
    }
    if (error instanceof DomainError) {
      const { status, title } = STATUS[error.kind];
      if (status === 401) response.set('WWW-Authenticate', 'Bearer');
      send(response, { status, title, code: error.code, detail: error.message }, error.fields);
      return;
    }
    const known = error instanceof HttpProblem ? error : (fromParser(error) ?? fromOutage(outages, error));
    if (known) {
      if (known === UNAVAILABLE) {
        request.log[rarely.level()]({ err: error }, 'the database is away');
        response.set('Retry-After', AGAIN_S);
      }
      send(response, { status: known.status, title: known.title, code: known.code, detail: known.message });
      return;
    }
    request.log.error({ err: error }, 'unforeseen error');
    const detail = `Something went wrong on our side. Please name this request id when you report it: ${request.id}`;
    send(response, { status: 500, title: 'Internal error', code: 'internal_error', detail });
  };
}

function fromParser(error: unknown): HttpProblem | undefined {
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  if (type && PARSER_PROBLEMS[type]) return PARSER_PROBLEMS[type];
  return status === undefined ? undefined : FRAMEWORK_PROBLEMS[status];
}

function fromOutage(outages: Outages, error: unknown): HttpProblem | undefined {
  return outages.isOutage(error) ? UNAVAILABLE : undefined;
}

function send(response: Response, problem: Told, fields: readonly FieldError[] = []): void {
  response.status(problem.status).type('application/problem+json').send(problemBody(problem, fields));
}

type Told = Omit<Problem, 'type' | 'errors'>;

/** RFC 9457, as JSON. */
export function problemBody(problem: Told, fields: readonly FieldError[] = []): string {
  const errors = fields.map(({ path, message }) => ({ path: path.join('.'), message }));
  const body: Problem = { type: 'about:blank', ...problem, ...(errors.length > 0 ? { errors } : {}) };
  return JSON.stringify(body);
}
