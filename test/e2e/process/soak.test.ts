import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { audit } from '../../soak/audit.ts';
import { reportOf } from '../../soak/report.ts';
import { type Soaked, soak } from '../../soak/soak.ts';
import type { Findings, LoggedEvent, ReaderStory, Story } from '../../soak/story.ts';
import { builtProgram } from '../../support/build.ts';
import { seedOf } from '../../support/random.ts';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 0.15);
/** Starts of the embedded database and the last replays, on a busy machine, come on top. */
const PATIENCE_MS = MINUTES * 60_000 + 150_000;
const NOTHING: Findings = { lost: [], doubled: [], leaked: [], untrue: [] };

describe('a soak', () => {
  const seed = seedOf('SOAK_SEED');
  let soaked: Soaked;
  beforeAll(async () => {
    const program = join(await builtProgram(), 'dist/main.js');
    soaked = await soak({ program, minutes: MINUTES, seed, database: 'pglite', writers: 6, readers: 10 });
  }, PATIENCE_MS);

  it('finds nothing lost, doubled, leaked or untrue in a server that is killed, restarted and stopped', () => {
    const { lines, good } = reportOf(soaked, seed);

    console.log(lines.join('\n'));
    expect(audit(soaked.story)).toEqual(NOTHING);
    expect(good).toBe(true);
    expect(soaked.kills).toBeGreaterThan(0);
    expect(soaked.story.readers[0]?.hearings.length).toBeGreaterThan(0); // a manager: all of it
  });

  it.each<[keyof Findings, string, (story: Story) => Story]>([
    ['lost', 'an event that a reader did not hear', (story) => forReader(story, ({ hearings }) => without(hearings))],
    ['lost', 'a reader who was told to fetch anew', (story) => forReader(story, ({ hearings }) => hearings, 1)],
    ['lost', 'an answered change that is not in the log', withoutAnAnsweredChange],
    [
      'doubled',
      'an event heard twice',
      (story) => forReader(story, ({ hearings }) => [...hearings, ...hearings.slice(-1)]),
    ],
    ['doubled', 'events heard in another order', (story) => forReader(story, ({ hearings }) => hearings.toReversed())],
    ['doubled', 'a change that is in the log twice', (story) => ({ ...story, log: [...story.log, again(story.log)] })],
    ['leaked', "an event of another foreman's", withALeak],
    ['leaked', 'an event of what was his no more when he came back', withALateReplay],
    ['untrue', 'an event that never happened', (story) => ({ ...story, log: story.log.slice(1) })],
    [
      'untrue',
      'a row without its event',
      (story) => ({ ...story, rows: [...story.rows, { subject: 'estimate:0', version: 1 }] }),
    ],
    ['untrue', 'an event without its row', (story) => ({ ...story, rows: story.rows.slice(1) })],
    [
      'untrue',
      'a refused request that left an event',
      (story) => ({ ...story, refused: [story.log[0]?.requestId ?? ''] }),
    ],
    ['untrue', 'an error that the server logged', (story) => ({ ...story, faults: ['an error'] })],
  ])('knows as %s %s', (kind, _what, forge) => {
    const findings = audit(forge(soaked.story));

    expect(findings[kind]).not.toEqual([]);
  });
});

/** The same story, but for what the first reader, a manager, heard. */
function forReader(story: Story, hear: (reader: ReaderStory) => ReaderStory['hearings'], resyncs = 0): Story {
  const [first, ...others] = story.readers as [ReaderStory, ...ReaderStory[]];
  const { name, key } = first;
  return { ...story, readers: [{ name, key, hearings: hear(first), resyncs }, ...others] };
}

function without(hearings: ReaderStory['hearings']): ReaderStory['hearings'] {
  return hearings.toSpliced(Math.floor(hearings.length / 2), 1);
}

function withoutAnAnsweredChange(story: Story): Story {
  const created = story.acknowledged.find(({ type }) => type.endsWith('.created'));
  return { ...story, log: story.log.filter(({ subject }) => subject !== created?.subject) };
}

function again(log: readonly LoggedEvent[]): LoggedEvent {
  const [first] = log as [LoggedEvent];
  return { ...first, position: (log.at(-1)?.position ?? 0) + 1 };
}

/** The first reader heard all that a manager hears, and is a foreman. */
function withALeak(story: Story): Story {
  const [first, ...others] = story.readers as [ReaderStory, ...ReaderStory[]];
  const { name, hearings } = first;
  return { ...story, readers: [{ name, hearings, key: 'user:0', resyncs: 0 }, ...others] };
}

/** A foreman comes back when an estimate is his no more, and is shown what it was before. */
function withALateReplay(): Story {
  const event = { subject: 'estimate:1', requestId: null, data: '{"version":1}' };
  const log = [
    { ...event, position: 1, type: 'estimate.created', audience: ['user:7'] },
    { ...event, position: 2, type: 'estimate.unassigned', audience: ['user:7'] },
  ];
  const hearings = log.map(({ position, type, data }) => ({ position, type, data, openedAt: 2 }));
  const readers = [{ name: 'a foreman', key: 'user:7', hearings, resyncs: 0 }];
  return { log, readers, rows: [{ subject: 'estimate:1', version: 1 }], acknowledged: [], refused: [], faults: [] };
}
