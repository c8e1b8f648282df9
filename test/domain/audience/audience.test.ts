import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { audienceKeyOf, officeAnd, personally } from '../../../src/domain/audience/audience.ts';
import { estimateEvents } from '../../../src/domain/estimates/estimate-events.ts';
import { projectEvents } from '../../../src/domain/projects/project-events.ts';
import type { Actor, Role } from '../../../src/domain/shared/actor.ts';
import { anEstimate, aProject } from '../builders.ts';

/** Whose a thing is before and after a change; null where it is not there. */
type Owners = readonly number[] | null;
type Change = 'created' | 'updated' | 'deleted' | 'unassigned';

/** Contract §4, as a table: what one reader hears of one change, once. */
function hears(reader: Actor, before: Owners, after: Owners): Change[] {
  if (before === null && after === null) return [];
  const had = reader.role !== 'foreman' || (before ?? []).includes(reader.id);
  const has = reader.role !== 'foreman' || (after ?? []).includes(reader.id);
  if (before === null) return has ? ['created'] : [];
  if (after === null) return had ? ['deleted'] : [];
  if (has) return ['updated'];
  return had ? ['unassigned'] : [];
}

function heardBy(reader: Actor, events: readonly { type: string; audience: readonly string[] }[]): string[] {
  return events.filter(({ audience }) => audience.includes(audienceKeyOf(reader))).map(({ type }) => type);
}

/** Few people, so that they often meet; office people may have the id of a former foreman. */
const person = fc.integer({ min: 1, max: 5 });
const readers = (['admin', 'manager', 'foreman'] as const).flatMap((role: Role) =>
  [1, 2, 3, 4, 5].map((id): Actor => ({ id, role })),
);
const thing = <T>(owners: fc.Arbitrary<T>) => fc.option(owners, { nil: null, freq: 4 });

describe('who hears of what', () => {
  it('is told of each estimate by the one event that is his, or by none', () => {
    fc.assert(
      fc.property(thing(person), thing(person), (before, after) => {
        const of = (id: number | null) => (id === null ? null : anEstimate({ foremanId: id, creatorId: 1 }));
        const owners = (id: number | null) => (id === null ? null : [id]);

        const events = estimateEvents(of(before), of(after));

        for (const reader of readers) {
          const expected = hears(reader, owners(before), owners(after)).map((change) => `estimate.${change}`);
          expect({ reader, heard: heardBy(reader, events) }).toEqual({ reader, heard: expected });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is told of each project by the one event that is his, or by none', () => {
    const foremen = fc.uniqueArray(person);
    fc.assert(
      fc.property(thing(foremen), thing(foremen), (before, after) => {
        const of = (ids: Owners) => (ids === null ? null : aProject(ids));

        const events = projectEvents(of(before), of(after));

        for (const reader of readers) {
          const expected = hears(reader, before, after).map((change) => `project.${change}`);
          expect({ reader, heard: heardBy(reader, events) }).toEqual({ reader, heard: expected });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the keys of an audience', () => {
  it('name a person once, however often he is given', () => {
    expect(personally([7, 8, 7])).toEqual(['user:7', 'user:8']);
    expect(officeAnd(new Set([7]))).toEqual(['role:manager', 'role:admin', 'user:7']);
  });

  it.each<[Role, string]>([
    ['admin', 'role:admin'],
    ['manager', 'role:manager'],
    ['foreman', 'user:7'],
  ])('are one for each reader: a %s hears under %s', (role, key) => {
    expect(audienceKeyOf({ id: 7, role })).toBe(key);
  });
});
