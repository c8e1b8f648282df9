import { LoginBody, RefreshBody, TokensWire, UserWire } from '../../wire/auth-wire.ts';
import type { Operation } from './operation.ts';

/** Contract §2. */
export const AUTH_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/auth/login',
    summary: 'Sign in. After 20 failures in a minute for one address, 429.',
    who: 'anyone',
    body: LoginBody,
    answers: { 200: TokensWire },
    errors: ['invalid_credentials', 'too_many_requests'],
  },
  {
    method: 'post',
    path: '/api/v1/auth/refresh',
    summary:
      'Exchange the refresh token for new tokens. A second use of an old one ends the session, but for a repeat under ' +
      'the same key within 60 s, which gets the same answer.',
    who: 'anyone',
    body: RefreshBody,
    answers: { 200: TokensWire },
    heeds: ['Idempotency-Key'],
    errors: ['unauthenticated'],
  },
  {
    method: 'post',
    path: '/api/v1/auth/logout',
    summary: 'End the session; its streams close.',
    who: 'signed-in',
    answers: { 204: null },
  },
  { method: 'get', path: '/api/v1/auth/me', summary: 'Who I am.', who: 'signed-in', answers: { 200: UserWire } },
];
