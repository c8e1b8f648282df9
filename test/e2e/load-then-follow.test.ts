import { afterEach, describe, expect, it } from '@jest/globals';
import { BusyOffice } from '../support/busy-office.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import { Joiner } from '../support/joiner.ts';
import type { Shown } from '../support/mirror.ts';
import { Random, seedOf } from '../support/random.ts';
import { sharedServer } from '../support/test-server.ts';
import { headOf, truthFor } from '../support/truth.ts';

/** As the promise says; `JOIN_WRITES` for more. */
const CLIENTS = 100;
const WRITES = Number(process.env.JOIN_WRITES ?? 300);
/** Of the clients, in hundredths: they show one estimate instead of everything. */
const WITH_ONE_THING = 30;
const VIEWERS = ['manager', 'foreman', 'admin', 'foreman2'] as const;
const PATIENCE_MS = 240_000;

type Viewer = (typeof VIEWERS)[number];

interface Joined {
  readonly who: Viewer;
  /** The estimate that he shows; null for everything. */
  readonly only: number | null;
  readonly client: Joiner;
  readonly control: Joiner | null;
}

describe.each(databaseKinds())('a client that loads and then follows, on %s', (kind) => {
  const settings = { SSE_MAX_CONNECTIONS_PER_USER: '0', SSE_KEEPALIVE_INTERVAL: '500' };
  const server = sharedServer({ kind, settings });
  const crew = signedInCrew(server);
  const joined: Joined[] = [];
  afterEach(() => {
    for (const { client, control } of joined.splice(0)) for (const joiner of [client, control]) joiner?.leave();
  });

  /** Loads at once, and opens a stream with the position of what was loaded; each second one opens, as a control, one without. */
  async function join(who: Viewer, only: number | null): Promise<void> {
    const { url } = server();
    const client =
      only === null ? await Joiner.ofLists(url, crew()[who]) : await Joiner.ofEstimate(url, crew()[who], only);
    if (client === null) return join(who, null); // it is gone, or never was his
    const control = joined.length % 2 === 0 ? client.withoutPosition() : null;
    joined.push({ who, only, client, control });
    await Promise.all([client.follow(), control?.follow()]);
  }

  it(
    'ends up equal to the database, whenever it came and whatever was written meanwhile; without the position it does not',
    async () => {
      const seed = seedOf('JOIN_SEED');
      const random = new Random(seed);
      const office = new BusyOffice(server(), crew(), random.fork());
      const coming = Array.from({ length: CLIENTS }, async (_, n) => {
        const [who, when, one] = [VIEWERS[n % VIEWERS.length] as Viewer, random.below(WRITES), random.fork()];
        await office.after(when);
        await join(who, one.below(100) < WITH_ONE_THING ? (one.pick(office.estimates.slice(-20)) ?? null) : null);
      });

      await Promise.all([office.write(WRITES), ...coming]);
      const head = await headOf(server());
      const truth = new Map<Viewer, Shown>();
      for (const who of VIEWERS) truth.set(who, await truthFor(server().staff[who], server()));
      const wrong: string[] = [];
      let wrongControls = 0;
      for (const { who, only, client, control } of joined) {
        const expected = part(truth.get(who) as Shown, only);
        wrong.push(...differences(expected, await client.settled(head)).map((difference) => `${who}: ${difference}`));
        if (control && differences(expected, await control.settled(head)).length > 0) wrongControls++;
      }

      console.log(
        `seed ${seed}, ${kind}: ${JSON.stringify(office.answers)}, head ${head}; of ${CLIENTS / 2} controls, who gave no position, ${wrongControls} ended wrong`,
      );
      expect(joined).toHaveLength(CLIENTS);
      expect(Object.keys(office.answers).filter((status) => Number(status) >= 500)).toEqual([]);
      expect(wrong).toEqual([]);
      for (const { client } of joined) expect(client.trouble).toEqual({ resyncs: 0, disorder: 0 });
      expect(truth.get('manager')?.size).toBeGreaterThan(WRITES / 20);
      expect(wrongControls).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});

function part(truth: Shown, only: number | null): Shown {
  return only === null ? truth : new Map([...truth].filter(([key]) => key === `estimate ${only}`));
}

/** What is missing, too much, or another. */
function differences(expected: Shown, shown: Shown): string[] {
  const keys = [...new Set([...expected.keys(), ...shown.keys()])];
  return keys
    .filter((key) => expected.get(key) !== shown.get(key))
    .map((key) => `${key} is «${expected.get(key)}», shown «${shown.get(key)}»`);
}
