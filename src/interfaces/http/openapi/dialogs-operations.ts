import {
  DialogListWire,
  GuestDialogWire,
  GuestMessageBody,
  GuestQuery,
  MessageListWire,
  MessageWire,
  OperatorMessageBody,
} from '../../wire/dialog-wire.ts';
import { ListQuery } from '../../wire/list-wire.ts';
import { OFFICE, ONCE, type Operation } from './operation.ts';

/** Contract §7. */
export const DIALOGS_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/widget/dialogs',
    summary: "The guest's dialog, the same each time; 201 when it was made just now.",
    who: 'anyone',
    query: GuestQuery,
    answers: { 200: GuestDialogWire, 201: GuestDialogWire },
    sets: ['X-Stream-Position'],
    errors: ['not_found', 'too_many_requests'],
  },
  {
    method: 'post',
    path: '/api/widget/dialogs/{id}/messages',
    summary: 'The guest says something; 403 in a dialog that is not his, whether it is there or not.',
    who: 'anyone',
    query: GuestQuery,
    body: GuestMessageBody,
    answers: { 201: MessageWire },
    ...ONCE,
    errors: ['forbidden', 'too_many_requests'],
  },
  {
    method: 'get',
    path: '/api/dialogs',
    summary: 'Dialogs, newest first, each with its newest message.',
    who: OFFICE,
    query: ListQuery,
    answers: { 200: DialogListWire },
    sets: ['X-Stream-Position'],
  },
  {
    method: 'get',
    path: '/api/dialogs/{id}/messages',
    summary: 'Messages of a dialog, newest first.',
    who: OFFICE,
    query: ListQuery,
    answers: { 200: MessageListWire },
    sets: ['X-Stream-Position'],
  },
  {
    method: 'post',
    path: '/api/dialogs/{id}/messages',
    summary: 'Answer a guest.',
    who: OFFICE,
    body: OperatorMessageBody,
    answers: { 201: MessageWire },
    ...ONCE,
  },
];
