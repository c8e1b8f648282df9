import { ListQuery } from '../../wire/list-wire.ts';
import {
  AssistantListWire,
  AssistantWire,
  NewAssistantBody,
  NewWidgetBody,
  ValidWidgetWire,
  WidgetChangeBody,
  WidgetListWire,
  WidgetTokenBody,
  WidgetWire,
} from '../../wire/widget-wire.ts';
import { ADMIN, ONCE, type Operation } from './operation.ts';

/** Contract §7. */
export const WIDGETS_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/assistants',
    summary: 'Whom guests can write to, newest first.',
    who: ADMIN,
    query: ListQuery,
    answers: { 200: AssistantListWire },
  },
  {
    method: 'post',
    path: '/api/assistants',
    summary: 'Give guests somebody to write to.',
    who: ADMIN,
    body: NewAssistantBody,
    answers: { 201: AssistantWire },
    ...ONCE,
  },
  {
    method: 'get',
    path: '/api/widgets',
    summary: 'Widgets whose token was not revoked, newest first.',
    who: ADMIN,
    query: ListQuery,
    answers: { 200: WidgetListWire },
  },
  {
    method: 'post',
    path: '/api/widgets',
    summary: 'A widget with a token of its own; `allowed_domains`: hosts where it may stand, none: nowhere.',
    who: ADMIN,
    body: NewWidgetBody,
    answers: { 201: WidgetWire },
    ...ONCE,
    errors: ['not_found'],
  },
  {
    method: 'patch',
    path: '/api/widgets/{id}',
    summary: 'Other domains; the token stays.',
    who: ADMIN,
    body: WidgetChangeBody,
    answers: { 200: WidgetWire },
    ...ONCE,
  },
  {
    method: 'delete',
    path: '/api/widgets/{id}',
    summary: 'Revoke the token, for good.',
    who: ADMIN,
    answers: { 204: null },
    ...ONCE,
  },
  {
    method: 'post',
    path: '/api/validate-widget-token',
    summary: 'Whether a widget may show itself on a page; 403 says why not in `detail`.',
    who: 'anyone',
    body: WidgetTokenBody,
    answers: { 200: ValidWidgetWire },
    errors: ['forbidden', 'too_many_requests'],
  },
];
