import { z } from 'zod';
import { TicketWire } from '../../wire/auth-wire.ts';
import { EventsQuery, PolledEventsWire } from '../../wire/poll-wire.ts';
import { StreamStatsWire } from '../../wire/stream-wire.ts';
import { ADMIN, type Operation } from './operation.ts';

/** Anything at all is accepted, and what is no position is answered with `system.resync`: never a refusal. */
export const ResumeQuery = z.object({
  last_event_id: z.string().optional().meta({ description: 'As `Last-Event-ID`, which wins' }),
  lastEventId: z.string().optional().meta({ description: 'The same' }),
});

/** Contract §4. */
export const LIVE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/sse/events',
    summary: 'The role stream; its messages are in /asyncapi.json.',
    who: 'signed-in',
    tokenInQuery: true,
    query: ResumeQuery,
    heeds: ['Last-Event-ID'],
    answers: { 200: z.string() },
    media: 'text/event-stream',
  },
  {
    method: 'post',
    path: '/api/v1/sse/ticket',
    summary: 'A ticket: good for opening streams, as often as wanted, for a minute.',
    who: 'signed-in',
    answers: { 200: TicketWire },
  },
  {
    method: 'get',
    path: '/api/v1/sse/stats',
    summary: 'How many role streams are open, and whose.',
    who: ADMIN,
    answers: { 200: StreamStatsWire },
  },
  {
    method: 'get',
    path: '/api/v1/events',
    summary: 'The role stream in pieces, for clients that can hold none.',
    who: 'signed-in',
    query: EventsQuery,
    answers: { 200: PolledEventsWire },
    errors: ['history_gone'],
  },
];
