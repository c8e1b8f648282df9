/** Every `code` that an answer can carry (contract §1), with its status. */
export const ERROR_CODES = {
  malformed_json: { status: 400, means: 'The body is not valid JSON.' },
  bad_request: {
    status: 400,
    means: 'The request could not be understood: a broken escape in the path, a broken gzip.',
  },
  unauthenticated: { status: 401, means: 'The token is missing, expired or revoked.' },
  invalid_credentials: { status: 401, means: 'A wrong password, an unknown address, or a deactivated person.' },
  invalid_signature: { status: 401, means: 'The signature of a webhook is missing or is not that of its body.' },
  forbidden: { status: 403, means: 'Not allowed: to whoever is signed in, or to this guest or widget.' },
  not_found: { status: 404, means: 'Not there, or not yours to see; also where a body names it.' },
  estimate_locked: { status: 409, means: 'In its status you may not change or delete the estimate.' },
  estimate_empty: { status: 409, means: 'An estimate without items is not submitted.' },
  invalid_transition: { status: 409, means: 'From its status the estimate does not come into that one.' },
  number_taken: { status: 409, means: 'Another estimate has this number.' },
  not_assigned: { status: 409, means: 'The foreman is not assigned to the project.' },
  project_has_estimates: { status: 409, means: 'A project that has estimates is not deleted.' },
  email_taken: { status: 409, means: 'Another person has this e-mail address.' },
  name_taken: { status: 409, means: 'Somebody else is connected under that `clientId` or `sessionId`.' },
  last_admin: { status: 409, means: 'The last active admin stays one.' },
  history_gone: { status: 410, means: 'The events after this position are not kept, or it is none of this log.' },
  stale_version: { status: 412, means: '`If-Match` names another version than the present one.' },
  too_large: { status: 413, means: 'The body is larger than 256 KiB.' },
  unsupported_media_type: { status: 415, means: 'The body is not JSON in UTF-8.' },
  no_such_range: { status: 416, means: 'The file is shorter than the `Range` that was asked for.' },
  validation_failed: { status: 422, means: 'Fields break rules: one row in `errors` for each.' },
  idempotency_key_reused: { status: 422, means: 'The `Idempotency-Key` came with another request before.' },
  too_many_requests: {
    status: 429,
    means: 'Too many failed sign-ins for one e-mail address, or too much of guests: see `Retry-After`.',
  },
  unavailable: {
    status: 503,
    means: 'The database can not be reached now, or the server is stopping: see `Retry-After`.',
  },
  internal_error: { status: 500, means: 'Unforeseen; says nothing but the request id.' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
