import { z } from 'zod';
import { GuestQuery } from '../../wire/dialog-wire.ts';
import { ConnectionQuery, DeliveredWire, SendBody, WebhookBody, WebhookReceiptWire } from '../../wire/notice-wire.ts';
import { StreamHealthWire, StreamServiceStatsWire } from '../../wire/stream-health-wire.ts';
import { ResumeQuery } from './live-operations.ts';
import { ADMIN, ONCE, type Operation } from './operation.ts';

const STREAM = { heeds: ['Last-Event-ID'], answers: { 200: z.string() }, media: 'text/event-stream' } as const;

/** Contract §5–7: the streams besides that of roles, and what is sent over them. */
export const STREAMS_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/streams/heartbeat',
    summary: 'Signs of life of the server itself.',
    who: 'anyone',
    answers: { 200: z.string() },
    media: 'text/event-stream',
  },
  {
    method: 'get',
    path: '/api/v1/streams/{channel}',
    summary: 'News of another system, as it says them: `crm` for the office, `notifications` for everybody signed in.',
    who: 'signed-in',
    tokenInQuery: true,
    query: ResumeQuery,
    ...STREAM,
    errors: ['forbidden'],
  },
  {
    method: 'get',
    path: '/api/sse',
    summary: 'What is sent to a connection, a session, a person, a role or everybody. `userId` of others: admins.',
    who: 'signed-in',
    tokenInQuery: true,
    query: ConnectionQuery.extend(ResumeQuery.shape),
    ...STREAM,
    errors: ['forbidden', 'not_found', 'name_taken'],
  },
  {
    method: 'post',
    path: '/api/sse/send',
    summary: 'Send something to whoever fits all of `target`; without one to everybody.',
    who: ADMIN,
    body: SendBody,
    answers: { 202: DeliveredWire },
    ...ONCE,
    errors: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/sse/health',
    summary: 'How the streams do.',
    who: 'anyone',
    answers: { 200: StreamHealthWire },
  },
  {
    method: 'get',
    path: '/api/sse/stats',
    summary: 'How many streams of each kind are open, and what went over them.',
    who: ADMIN,
    answers: { 200: StreamServiceStatsWire },
  },
  {
    method: 'get',
    path: '/api/dialogs/{id}/events',
    summary: 'The messages of a dialog: for the office with a token, for its guest with his query.',
    who: 'anyone',
    tokenInQuery: true,
    query: GuestQuery.partial().extend(ResumeQuery.shape),
    ...STREAM,
    errors: ['unauthenticated', 'forbidden'],
  },
  {
    method: 'post',
    path: '/api/v1/webhooks/{source}',
    summary: 'Another program has done something for somebody.',
    who: 'anyone',
    heeds: ['X-Signature', 'X-Delivery-Id'],
    body: WebhookBody,
    answers: { 200: WebhookReceiptWire },
    errors: ['invalid_signature'],
  },
];
