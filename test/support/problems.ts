import { expect } from '@jest/globals';
import type { Response } from 'supertest';

/** Each refusal looks like this (RFC 9457, contract §1). */
export function expectProblem(response: Response, status: number, code: string): void {
  expect({ status: response.status, code: response.body.code }).toEqual({ status, code });
  expect(response.type).toBe('application/problem+json');
  expect(response.headers['x-request-id']).toMatch(/^[\w.-]+$/);
  const { errors, ...problem } = response.body;
  expect(problem).toEqual({ type: 'about:blank', title: expect.any(String), status, detail: expect.any(String), code });
  expect(Array.isArray(errors)).toBe(code === 'validation_failed');
}

/** The paths of the fields that a 422 names, in alphabetical order. */
export function refusedFields(response: Response): string[] {
  expectProblem(response, 422, 'validation_failed');
  const errors: { path: string; message: string }[] = response.body.errors;
  for (const { message } of errors) expect(message).not.toBe('');
  return errors.map(({ path }) => path).sort();
}
