import { afterEach, beforeAll, beforeEach } from '@jest/globals';
import { LogPool } from '../../src/infrastructure/event-log/log-pool.ts';
import { EventLog } from '../../src/usecases/ports/event-log.ts';
import { LiveFeed } from '../../src/usecases/ports/live-feed.ts';
import { anItem, aProject } from './client.ts';
import { type Crew, signedInCrew } from './crew.ts';
import type { DatabaseKind } from './databases.ts';
import { GatedLog } from './gated-log.ts';
import { OFFICE_KEYS, type WrittenEvent, writeToLog } from './log-rows.ts';
import { sharedServer, type TestServer } from './test-server.ts';
import { headOf } from './truth.ts';
import { until } from './until.ts';
import { WatchedFeed } from './watched-feed.ts';

type Foreman = 'foreman' | 'foreman2';

/** One server whose history is read at the speed of the test, and an estimate of each foreman's, to write about. */
export class GatedServer {
  log!: GatedLog;
  feed!: WatchedFeed;
  estimates!: Record<Foreman, number>;
  readonly server: () => TestServer;
  readonly crew: () => Crew;
  private over = false;

  /** For all tests of a `describe`. */
  constructor(kind: DatabaseKind) {
    this.server = sharedServer({
      kind,
      settings: { SSE_MAX_CONNECTIONS_PER_USER: '0' },
      arrange: (container) => {
        this.log = new GatedLog(container.resolve<EventLog>(EventLog));
        this.feed = new WatchedFeed(container.resolve<LiveFeed>(LiveFeed));
        container.register<EventLog>(EventLog, { useValue: this.log });
        container.register<LiveFeed>(LiveFeed, { useValue: this.feed });
      },
    });
    this.crew = signedInCrew(this.server);
    beforeEach(() => {
      this.over = false;
    });
    afterEach(() => {
      this.log.gate = async () => undefined;
      this.over = true;
    });
    beforeAll(async () => {
      const { foreman, foreman2 } = this.server().staff;
      const { id } = await aProject(this.crew().manager, [foreman.id, foreman2.id]);
      this.estimates = {
        foreman: await this.anEstimate('foreman', id),
        foreman2: await this.anEstimate('foreman2', id),
      };
    });
  }

  get pool(): LogPool {
    return this.server().container.resolve<LogPool>(LogPool);
  }

  /** What a change of that estimate would put into the log. @param kibs of text in it. */
  event(who: Foreman, mark: string | number, kibs = 0.5): WrittenEvent {
    return {
      subject: `estimate:${this.estimates[who]}`,
      audience: [...OFFICE_KEYS, `user:${this.server().staff[who].id}`],
      data: JSON.stringify({ estimate_id: this.estimates[who], mark, text: 'x'.repeat(kibs * 1024) }),
    };
  }

  /** So many events in one commit, every fifth of them the first foreman's. */
  async write(count: number): Promise<void> {
    const owners = Array.from({ length: count }, (_, n): Foreman => (n % 5 === 0 ? 'foreman' : 'foreman2'));
    await writeToLog(
      this.pool,
      owners.map((who, mark) => this.event(who, mark)),
    );
  }

  /** For a gate: resolves when it is so, or the test is over. */
  async when(isSo: () => boolean): Promise<void> {
    await until(() => isSo() || this.over);
  }

  /** All that was committed was handed out. */
  async settled(): Promise<void> {
    const head = await headOf(this.server());
    await until(() => this.feed.settled >= head);
  }

  /** The positions behind one that are for somebody, while nothing changes hands. */
  async dueTo(who: keyof Crew, from: number): Promise<number[]> {
    const key = who.startsWith('foreman') ? `user:${this.server().staff[who].id}` : `role:${who}`;
    const { rows } = await this.pool.query(
      "SELECT position FROM event_log WHERE stream = 'role' AND position > $1 AND $2 = ANY(audience) ORDER BY position",
      [from, key],
    );
    return rows.map(({ position }) => Number(position));
  }

  private async anEstimate(who: Foreman, project_id: number): Promise<number> {
    const { body } = await this.crew()
      [who].post('/estimates', { project_id, items: [anItem] })
      .expect(201);
    return body.id;
  }
}
