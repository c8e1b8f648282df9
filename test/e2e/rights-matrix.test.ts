import { afterAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../src/interfaces/http/openapi/operations.ts';
import { verdictOf } from '../support/calls.ts';
import { Cast } from '../support/cast.ts';
import { expectDeclared, nameOf, operationOf } from '../support/declared.ts';
import { ESTIMATE_CALLS, tryOf } from '../support/rights-calls.ts';
import { ACTIONS, STATUSES, VERDICTS, VIEWERS, verdictOnEstimate } from '../support/rights-oracle.ts';
import { sharedServer } from '../support/test-server.ts';

const onEstimates = ACTIONS.flatMap((action) =>
  VIEWERS.flatMap((viewer) =>
    STATUSES.map((status) => ({ action, viewer, status, verdict: verdictOnEstimate(action, viewer, status) })),
  ),
);
const onCalls = Object.entries(VERDICTS).flatMap(([name, verdict]) =>
  VIEWERS.map((viewer) => ({ name, viewer, verdict: verdict(viewer) })),
);

describe('rights', () => {
  const server = sharedServer();
  const cast = Cast.at(server);
  let asked = 0;
  afterAll(() => console.log(`rights: ${asked} cases over HTTP`));

  it.each(onEstimates)('$action of an estimate that is $status, by $viewer: $verdict', async (aCase) => {
    const { action, viewer, status, verdict } = aCase;
    const { name, body } = ESTIMATE_CALLS[action];
    const id = await cast().takeEstimate(viewer, status);
    const before = await cast().well('admin', `GET /api/v1/estimates/${id}`);

    const answer = await cast().as(viewer, name.replace('{id}', String(id)), body ? { body: body(cast()) } : {});

    asked++;
    expect(verdictOf(answer)).toBe(verdict);
    expectDeclared(operationOf(name), answer);
    if (answer.status < 400 && action !== 'read' && action !== 'history') return;
    expect(await cast().well('admin', `GET /api/v1/estimates/${id}`)).toEqual(before);
    cast().giveBack(viewer, status, id);
  });

  it.each(onCalls)('$name by $viewer: $verdict', async ({ name, viewer, verdict }) => {
    const answer = await tryOf(name)(cast(), viewer);

    asked++;
    expect(verdictOf(answer)).toBe(verdict);
    expectDeclared(operationOf(name), answer);
  });

  it('are tried on every operation of the table', () => {
    const tried = new Set([...Object.keys(VERDICTS), ...Object.values(ESTIMATE_CALLS).map(({ name }) => name)]);

    expect([...tried].sort()).toEqual(OPERATIONS.map(nameOf).sort());
  });
});
