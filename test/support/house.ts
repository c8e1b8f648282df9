import { beforeAll } from '@jest/globals';
import type { DependencyContainer } from 'tsyringe';
import { readConfig } from '../../src/config.ts';
import { compose } from '../../src/container.ts';
import { Estimate, type EstimateState } from '../../src/domain/estimates/estimate.ts';
import { EstimateReader, EstimateRepository } from '../../src/domain/estimates/estimate-repository.ts';
import type { EstimateItem } from '../../src/domain/estimates/estimate-snapshot.ts';
import { UserReader, UserRepository } from '../../src/domain/people/people-repository.ts';
import type { User } from '../../src/domain/people/user.ts';
import type { ProjectState } from '../../src/domain/projects/project.ts';
import { ProjectReader, ProjectRepository } from '../../src/domain/projects/project-repository.ts';
import type { Role } from '../../src/domain/shared/actor.ts';
import { Decimal } from '../../src/domain/shared/decimal.ts';
import { InMemoryBroker } from '../../src/infrastructure/broker/in-memory-broker.ts';
import type { Database } from '../../src/infrastructure/prisma/database.ts';
import { HookedPrisma } from '../../src/infrastructure/prisma/prisma-source.ts';
import { Clock } from '../../src/usecases/ports/clock.ts';
import { EventLog } from '../../src/usecases/ports/event-log.ts';
import { Trace } from '../../src/usecases/ports/trace.ts';
import { UnitOfWork } from '../../src/usecases/ports/unit-of-work.ts';
import { type DatabaseKind, onEachDatabase } from './databases.ts';
import { recordedLogger } from './logs.ts';
import { SECRET, type Staff } from './test-server.ts';

/** A time that stands until a test moves it. */
class FakeClock implements Clock {
  time = new Date('2026-03-01T08:00:00.123Z');

  now(): Date {
    return this.time;
  }
}

/** A row of the event log, `data` as the text that it is. */
export interface StoredEvent {
  readonly position: string | null;
  readonly stream: string;
  readonly type: string;
  readonly subject: string;
  readonly audience: string[];
  readonly data: string;
  readonly reason: string | null;
  readonly actor_id: number | null;
  readonly request_id: string | null;
  readonly occurred_at: Date;
}

/** Everything behind the ports over one database, without a server, and with four people. */
export class House {
  readonly clock = new FakeClock();
  readonly log = recordedLogger();
  readonly container: DependencyContainer;
  readonly prisma: HookedPrisma;
  readonly work: UnitOfWork;
  readonly users: UserRepository;
  readonly userReader: UserReader;
  readonly projects: ProjectRepository;
  readonly projectReader: ProjectReader;
  readonly estimates: EstimateRepository;
  readonly estimateReader: EstimateReader;
  readonly eventLog: EventLog;
  readonly trace: Trace;
  staff!: Staff;
  private made = 0;

  private constructor(
    readonly database: Database,
    readonly kind: DatabaseKind,
  ) {
    const config = readConfig({ JWT_SECRET: SECRET });
    this.container = compose(config, database, new InMemoryBroker(this.log.logger), this.log.logger);
    this.container.register<Clock>(Clock, { useValue: this.clock });
    this.prisma = this.container.resolve(HookedPrisma);
    this.work = this.container.resolve(UnitOfWork);
    this.users = this.container.resolve(UserRepository);
    this.userReader = this.container.resolve(UserReader);
    this.projects = this.container.resolve(ProjectRepository);
    this.projectReader = this.container.resolve(ProjectReader);
    this.estimates = this.container.resolve(EstimateRepository);
    this.estimateReader = this.container.resolve(EstimateReader);
    this.eventLog = this.container.resolve(EventLog);
    this.trace = this.container.resolve(Trace);
  }

  /** Over a database that has people already, or is to have none. */
  static empty(database: Database, kind: DatabaseKind): House {
    return new House(database, kind);
  }

  static async over(database: Database, kind: DatabaseKind): Promise<House> {
    const house = new House(database, kind);
    house.staff = {
      admin: await house.hire('admin', 'admin'),
      manager: await house.hire('manager', 'manager'),
      foreman: await house.hire('foreman', 'foreman'),
      foreman2: await house.hire('foreman2', 'foreman'),
    };
    return house;
  }

  hire(who: string, role: Role, active = true): Promise<User> {
    const person = { email: `${who}@test.local`, name: `Имя ${who}`, role, active };
    return this.work.run(null, () =>
      this.users.add({ ...person, passwordHash: 'of nothing', createdAt: this.clock.now() }),
    );
  }

  /** Both foremen are assigned, unless it is said otherwise. */
  addProject(given: Partial<ProjectState> = {}): Promise<number> {
    return this.work.run(this.staff.manager.id, () => this.projects.add(this.aProject(given)));
  }

  /** The first foreman's, unless it is said otherwise. */
  addEstimate(given: Partial<EstimateState> & { projectId: number }): Promise<number> {
    return this.work.run(this.staff.foreman.id, () => this.estimates.add(this.anEstimate(given)));
  }

  /** Changes an estimate past the rules of the domain. Belongs into a unit of work. */
  async edit(id: number, change: Partial<EstimateState> | ((state: EstimateState) => Partial<EstimateState>)) {
    const { state } = await this.estimates.get(id, this.staff.manager);
    const given = typeof change === 'function' ? change(state) : change;
    await this.estimates.save(new Estimate(id, { ...state, ...given }));
  }

  aProject(given: Partial<ProjectState> = {}): ProjectState {
    const { manager, foreman, foreman2 } = this.staff;
    return {
      name: `Дом ${++this.made}`,
      address: 'ул. Речная, 1',
      foremanIds: [foreman.id, foreman2.id],
      creatorId: manager.id,
      version: 1,
      createdAt: this.clock.now(),
      updatedAt: this.clock.now(),
      ...given,
    };
  }

  anEstimate(given: Partial<EstimateState> & { projectId: number }): EstimateState {
    const { foreman } = this.staff;
    return {
      number: `С-${++this.made}`,
      foremanId: foreman.id,
      creatorId: foreman.id,
      status: 'draft',
      comment: '',
      rejectionReason: null,
      items: [],
      version: 1,
      createdAt: this.clock.now(),
      updatedAt: this.clock.now(),
      ...given,
    };
  }

  /** What was committed, by position; of one thing alone, or of all. */
  async events(subject?: string): Promise<StoredEvent[]> {
    const { rows } = await this.database.pool.query<StoredEvent>(
      `SELECT position, stream, type, subject, audience, data::text AS data, reason, actor_id, request_id, occurred_at
       FROM event_log WHERE subject = $1 OR $1 IS NULL ORDER BY position`,
      [subject ?? null],
    );
    return rows;
  }

  /** The types of the events of one thing. */
  async typesOf(subject: string): Promise<string[]> {
    return (await this.events(subject)).map((event) => event.type);
  }
}

/** The same tests in a house on each kind of database. */
export function inEachHouse(tests: (house: () => House, kind: DatabaseKind) => void): void {
  onEachDatabase((database, kind) => {
    let house: House;
    beforeAll(async () => {
      house = await House.over(database(), kind);
    });
    tests(() => house, kind);
  });
}

export function anItem(given: { name?: string; quantity?: string; unitPrice?: string } = {}): EstimateItem {
  const { name = 'Кирпич М-150', quantity = '100', unitPrice = '24.50' } = given;
  return { name, unit: 'шт.', quantity: Decimal.parse(quantity), unitPrice: Decimal.parse(unitPrice) };
}
