import { expect } from '@jest/globals';
import { ERROR_CODES, type ErrorCode } from '../../src/interfaces/http/openapi/error-codes.ts';
import { errorsOf, type Operation } from '../../src/interfaces/http/openapi/operation.ts';
import { OPERATIONS } from '../../src/interfaces/http/openapi/operations.ts';
import { Problem } from '../../src/interfaces/wire/problem-wire.ts';
import type { CallAnswer } from './calls.ts';

/** `POST /api/v1/estimates/{id}/submit` */
export function nameOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

export function operationOf(name: string): Operation {
  const found = OPERATIONS.find((operation) => nameOf(operation) === name);
  if (!found) throw new Error(`the table has no ${name}`);
  return found;
}

/** An answer is one that the table declares for this operation: status, code, headers, and each key in its order. */
export function expectDeclared(operation: Operation, answer: CallAnswer): void {
  const { status, media, headers, body } = answer;
  expect(headers.get('X-Request-Id')).toBeTruthy();
  if (media === 'application/problem+json') {
    expect(errorsOf(operation)).toContain(body.code);
    expect(ERROR_CODES[body.code as ErrorCode].status).toBe(status);
    expect(Problem.parse(body)).toEqual(body);
    return;
  }
  const shape = operation.answers[status];
  if (shape === undefined) throw new Error(`${nameOf(operation)} answers ${status}, which the table does not declare`);
  for (const name of operation.sets ?? []) if (name !== 'Idempotent-Replayed') expect(headers.get(name)).toBeTruthy();
  if (shape === null) expect(body).toBe('');
  else {
    if (operation.media !== '*/*') expect(media).toBe(operation.media ?? 'application/json');
    expect(JSON.stringify(shape.parse(body))).toBe(JSON.stringify(body));
  }
}
