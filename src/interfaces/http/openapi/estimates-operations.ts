import {
  EstimateChangeBody,
  EstimateListWire,
  EstimateQuery,
  EstimateWire,
  NewEstimateBody,
  RejectBody,
} from '../../wire/estimate-wire.ts';
import { HistoryListWire, HistoryQuery } from '../../wire/history-wire.ts';
import { OFFICE, ONCE_CREATED, ONCE_DELETED, ONCE_VERSIONED, type Operation } from './operation.ts';

const ESTIMATE = '/api/v1/estimates/{id}';

/** Contract §3. */
export const ESTIMATES_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/estimates',
    summary: 'Estimates, newest first; foremen: their own. `q` looks in number and project name.',
    who: 'signed-in',
    query: EstimateQuery,
    answers: { 200: EstimateListWire },
    sets: ['X-Stream-Position'],
  },
  {
    method: 'post',
    path: '/api/v1/estimates',
    summary: 'Start an estimate. A foreman leaves `foreman_id` out; without `number` one is made.',
    who: 'signed-in',
    body: NewEstimateBody,
    answers: { 201: EstimateWire },
    ...ONCE_CREATED,
    errors: ['forbidden', 'not_found', 'not_assigned', 'number_taken'],
  },
  {
    method: 'get',
    path: ESTIMATE,
    summary: 'One estimate.',
    who: 'signed-in',
    answers: { 200: EstimateWire },
    sets: ['X-Stream-Position', 'ETag'],
  },
  {
    method: 'get',
    path: `${ESTIMATE}/history`,
    summary: 'What happened to it, newest first.',
    who: 'signed-in',
    query: HistoryQuery,
    answers: { 200: HistoryListWire },
    sets: ['X-Stream-Position'],
  },
  {
    method: 'patch',
    path: ESTIMATE,
    summary: 'Change an estimate; the office may also move it to another foreman or project.',
    who: 'signed-in',
    body: EstimateChangeBody,
    answers: { 200: EstimateWire },
    ...ONCE_VERSIONED,
    errors: ['forbidden', 'estimate_locked', 'not_assigned', 'number_taken'],
  },
  {
    method: 'delete',
    path: ESTIMATE,
    summary: 'Throw an estimate away.',
    who: 'signed-in',
    answers: { 204: null },
    ...ONCE_DELETED,
    errors: ['estimate_locked', 'not_assigned'],
  },
  {
    method: 'post',
    path: `${ESTIMATE}/submit`,
    summary: 'Hand it to the office: draft, rejected → submitted.',
    who: 'signed-in',
    answers: { 200: EstimateWire },
    ...ONCE_VERSIONED,
    errors: ['invalid_transition', 'estimate_empty', 'not_assigned'],
  },
  {
    method: 'post',
    path: `${ESTIMATE}/approve`,
    summary: 'Agree to it: submitted → approved.',
    who: OFFICE,
    answers: { 200: EstimateWire },
    ...ONCE_VERSIONED,
    errors: ['invalid_transition'],
  },
  {
    method: 'post',
    path: `${ESTIMATE}/reject`,
    summary: 'Send it back and say why: submitted → rejected.',
    who: OFFICE,
    body: RejectBody,
    answers: { 200: EstimateWire },
    ...ONCE_VERSIONED,
    errors: ['invalid_transition'],
  },
];
