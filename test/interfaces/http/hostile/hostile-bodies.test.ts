import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../../../src/interfaces/http/openapi/operations.ts';
import { PasswordHasher } from '../../../../src/usecases/ports/password-hasher.ts';
import { verdictOf } from '../../../support/calls.ts';
import { Dealer, hostileSeed, hostileValues } from '../../../support/dealer.ts';
import { nameOf } from '../../../support/declared.ts';
import { attack, headersFor, pathOf } from '../../../support/hostile-attack.ts';
import { QUICK_HASHER, Stage } from '../../../support/hostile-stage.ts';
import { HOSTILE_JSON } from '../../../support/hostile-values.ts';
import { placesIn, sampleOf, withJson } from '../../../support/samples.ts';
import { sharedServer } from '../../../support/test-server.ts';

const PER_PLACE = hostileValues(6);
const SEED = hostileSeed();
const WITH_BODY = OPERATIONS.flatMap(({ body, ...rest }) => (body ? [{ ...rest, body, name: nameOf(rest) }] : []));
/** What a body that breaks no rule gets of the calls that ask for a secret that the sample has not. */
const NO_SECRET: Record<string, string> = {
  'POST /api/v1/auth/login': '401 invalid_credentials',
  'POST /api/v1/auth/refresh': '401 unauthenticated',
  'POST /api/validate-widget-token': '403 forbidden',
};

describe('a hostile body', () => {
  const server = sharedServer({
    settings: { RATE_LIMIT: 'off' },
    arrange: (container) => container.register<PasswordHasher>(PasswordHasher, { useValue: QUICK_HASHER }),
  });
  let stage: Stage;
  let calls = 0;
  beforeEach(async () => {
    stage = await Stage.set(server());
  });
  afterAll(() => console.log(`hostile bodies: ${calls} calls (HOSTILE_SEED=${SEED})`));

  it.each(WITH_BODY)('of $name, were it not hostile, would go through', async (operation) => {
    const body = JSON.stringify(sampleOf(operation.body, stage.known));

    const path = await pathOf(stage, operation);
    const answer = await stage.call(`${operation.method.toUpperCase()} ${path}`, body, headersFor(operation, body));

    expect(verdictOf(answer)).toMatch(NO_SECRET[operation.name] ?? /^20[012]$/);
  });

  it.each(WITH_BODY)('of $name is answered as declared, and changes nothing where it is refused', async (operation) => {
    const dealer = new Dealer(HOSTILE_JSON, SEED);
    const troubles: string[] = [];

    for (const place of placesIn(operation.body)) {
      for (const json of dealer.deal(PER_PLACE)) {
        calls++;
        const path = await pathOf(stage, operation);
        const body = withJson(sampleOf(operation.body, stage.known), place, json);
        const name = `${json.slice(0, 60)} at ${place.join('.')}`;
        troubles.push(...(await attack(stage, operation, { path, body, name })));
      }
    }

    expect(troubles).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});
