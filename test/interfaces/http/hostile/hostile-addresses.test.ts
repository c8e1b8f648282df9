import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../../../src/interfaces/http/openapi/operations.ts';
import { PasswordHasher } from '../../../../src/usecases/ports/password-hasher.ts';
import { Dealer, hostileSeed, hostileValues } from '../../../support/dealer.ts';
import { nameOf } from '../../../support/declared.ts';
import { attack, pathOf } from '../../../support/hostile-attack.ts';
import { QUICK_HASHER, Stage } from '../../../support/hostile-stage.ts';
import { HOSTILE_ESCAPED, hostileForms } from '../../../support/hostile-values.ts';
import { sharedServer } from '../../../support/test-server.ts';

const PER_PARAMETER = hostileValues(2);
const SEED = hostileSeed();
const named = OPERATIONS.map((operation) => ({ ...operation, name: nameOf(operation) }));
const WITH_PATH = named.filter(({ path }) => path.includes('{'));
/** Nothing in its place would be another address. */
const IN_PATH = HOSTILE_ESCAPED.filter((value) => value !== '');
/** Also where the table says nothing of a query: it may still be read. */
const parametersOf = ({ query, tokenInQuery }: (typeof named)[number]) => [
  ...Object.keys(query?.shape ?? {}),
  ...(tokenInQuery ? [] : ['token']),
  '__proto__',
];

describe('a hostile address', () => {
  const server = sharedServer({
    settings: { RATE_LIMIT: 'off' },
    arrange: (container) => container.register<PasswordHasher>(PasswordHasher, { useValue: QUICK_HASHER }),
  });
  let stage: Stage;
  let calls = 0;
  /** What changes things may have taken something off the stage. */
  let spoiled = true;
  beforeEach(async () => {
    if (spoiled) stage = await Stage.set(server());
    spoiled = false;
  });
  afterAll(() => console.log(`hostile addresses: ${calls} calls (HOSTILE_SEED=${SEED})`));

  it.each(WITH_PATH)('in the path of $name finds nothing, or what it names', async (operation) => {
    const troubles: string[] = [];
    spoiled = operation.method !== 'get';

    for (const value of new Dealer(IN_PATH, SEED).deal(8 * PER_PARAMETER)) {
      calls++;
      const path = await pathOf(stage, { ...operation, path: operation.path.replace(/\{\w+\}/, () => value) });
      troubles.push(...(await attack(stage, operation, { path, name: value })));
    }

    expect(troubles).toEqual([]);
  });

  it.each(named)('in the query of $name is refused, or harmless', async (operation) => {
    const dealer = new Dealer(HOSTILE_ESCAPED, SEED);
    const troubles: string[] = [];
    spoiled = operation.method !== 'get';

    for (const parameter of parametersOf(operation)) {
      const values = dealer.deal(PER_PARAMETER).map((value) => `${parameter}=${value}`);
      const forms = new Dealer(hostileForms(parameter), SEED + calls).deal(PER_PARAMETER);
      for (const query of [...values, ...forms]) {
        calls++;
        const path = await pathOf(stage, operation, query, parameter);
        troubles.push(...(await attack(stage, operation, { path, name: query })));
      }
    }

    expect(troubles).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});
