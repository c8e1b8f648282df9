import { call } from './calls.ts';
import type { Crew } from './crew.ts';
import type { Random } from './random.ts';
import type { Staff, TestServer } from './test-server.ts';

const WRITERS = ['manager', 'admin', 'foreman', 'foreman2'] as const;
const PROJECTS_AT_FIRST = 4;

type Act = [what: string, body?: object];

/** Everybody writes at once over HTTP, as chance says; what the rules forbid is tried as well. */
export class BusyOffice {
  done = 0;
  /** How often each status was answered. */
  readonly answers: Record<number, number> = {};
  /** All that were ever made. */
  readonly estimates: number[] = [];
  private readonly projects: number[] = [];
  private waiting: { count: number; come: () => void }[] = [];

  constructor(
    private readonly server: TestServer,
    private readonly crew: Crew,
    private readonly random: Random,
  ) {}

  /** Resolves when so many writes are done. */
  async write(total: number): Promise<void> {
    try {
      for (let n = 0; n < PROJECTS_AT_FIRST; n++) await this.send('manager', this.newProject(this.random));
      await Promise.all(WRITERS.map((who) => this.writeAs(who, total)));
    } finally {
      this.count(total); // nobody waits for what does not come
    }
  }

  /** Resolves once so many writes are done. */
  after(count: number): Promise<void> {
    return new Promise((come) => {
      this.waiting.push({ count, come });
      this.count(0);
    });
  }

  private count(done: number): void {
    this.done = Math.max(this.done, done);
    const due = this.waiting.filter(({ count }) => count <= this.done);
    this.waiting = this.waiting.filter(({ count }) => count > this.done);
    for (const { come } of due) come();
  }

  private async writeAs(who: keyof Staff, total: number): Promise<void> {
    const random = this.random.fork();
    while (this.done < total) await this.send(who, this.act(who, random));
  }

  private act(who: keyof Staff, random: Random): Act {
    const project_id = random.pick(this.projects);
    const [estimate, project] = [`/estimates/${random.pick(this.estimates) ?? 0}`, `/projects/${project_id}`];
    const { foreman, foreman2 } = this.server.staff;
    const foreman_id = random.pick([foreman.id, foreman2.id]);
    const items = [{ name: 'Кирпич', unit: 'шт.', quantity: `${random.below(100)}.125`, unit_price: '24.50' }];
    const whose = who.startsWith('foreman') ? {} : { foreman_id };
    const acts: [weight: number, act: Act][] = [
      [30, ['POST /estimates', { project_id, items, ...whose }]],
      [20, [`PATCH ${estimate}`, { items }]],
      [15, [`PATCH ${estimate}`, { foreman_id }]],
      [5, [`PATCH ${estimate}`, { project_id }]],
      [12, [`DELETE ${estimate}`]],
      [10, [`POST ${estimate}/${random.pick(['submit', 'approve'])}`]],
      [4, [`POST ${estimate}/reject`, { reason: 'дорого' }]],
      [2, this.newProject(random)],
      [4, [`PATCH ${project}`, { foreman_ids: this.someForemen(random) }]],
      [2, [`DELETE ${project}`]],
    ];
    const all = acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));
    return random.pick(all) as Act;
  }

  private newProject(random: Random): Act {
    return ['POST /projects', { name: `Дом ${this.done}`, foreman_ids: this.someForemen(random) }];
  }

  private someForemen(random: Random): number[] {
    const { foreman, foreman2 } = this.server.staff;
    return [foreman.id, foreman2.id].filter(() => random.chance(0.9));
  }

  private async send(who: keyof Staff, [what, body]: Act): Promise<void> {
    const path = what.replace(' ', ' /api/v1');
    const { status, body: made } = await call(this.server.url, path, { token: this.crew[who].token, body });
    this.answers[status] = (this.answers[status] ?? 0) + 1;
    if (status === 201) (what === 'POST /estimates' ? this.estimates : this.projects).push(made.id);
    this.count(this.done + 1);
  }
}
