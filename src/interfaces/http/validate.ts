import type { Request } from 'express';
import type { ZodError, ZodType } from 'zod';
import { type FieldError, InvalidInput } from '../../domain/shared/domain-error.ts';
import { HttpProblem } from './problem-details.ts';

/** The body, checked. @throws {InvalidInput} with a row for each field that breaks a rule. */
export function bodyOf<T>(request: Request, shape: ZodType<T>): T {
  const empty = request.get('Content-Length') === '0';
  if (request.body === undefined && !empty && request.is('json') === false) {
    throw new HttpProblem(415, 'unsupported_media_type', 'Not JSON', 'Send JSON, with Content-Type: application/json.');
  }
  return checked(shape, request.body ?? {});
}

/** The query string, checked. @throws {InvalidInput} */
export function queryOf<T>(request: Request, shape: ZodType<T>): T {
  return checked(shape, request.query);
}

/** A value of the outside world, checked. @throws {InvalidInput} */
export function checked<T>(shape: ZodType<T>, value: unknown): T {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInput(rowsOf(result.error));
}

function rowsOf(error: ZodError): FieldError[] {
  const rows = new Map<string, FieldError>();
  for (const issue of error.issues) {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    const fields =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: [...path, key], message: 'is not known here' }))
        : [{ path, message: issue.message }];
    for (const field of fields) {
      const name = field.path.join('.');
      if (!rows.has(name)) rows.set(name, field);
    }
  }
  return [...rows.values()];
}
