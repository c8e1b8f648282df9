import { beforeAll } from '@jest/globals';
import { type CallAnswer, type CallOptions, call } from './calls.ts';
import { anItem, Client } from './client.ts';
import type { Status, Viewer } from './rights-oracle.ts';
import { PASSWORD, type TestServer } from './test-server.ts';

interface Person {
  readonly id: number;
  readonly email: string;
}

/** Everybody of the rights matrix, in front of one project: owner and colleague are in it. */
export class Cast {
  /** Estimates that a case left as they were, by foreman and status. */
  private readonly spare = new Map<string, number[]>();

  private constructor(
    private readonly url: string,
    private readonly tokens: Record<Viewer, string | null>,
    readonly people: Record<Exclude<Viewer, 'nobody'>, Person>,
    /** To do things to. */
    readonly bystander: Person,
    private readonly projectId: number,
  ) {}

  /** Signed in once for all tests of a `describe`. */
  static at(server: () => TestServer): () => Cast {
    let cast: Cast;
    beforeAll(async () => {
      cast = await Cast.assemble(server());
    });
    return () => cast;
  }

  private static async assemble(server: TestServer): Promise<Cast> {
    const { admin, manager, foreman, foreman2 } = server.staff;
    const office = await Client.signIn(server, 'admin');
    const hire = async (email: string) => {
      const { body } = await office.post('/users', { email, name: email, role: 'foreman', password: PASSWORD });
      return body;
    };
    const people = {
      owner: foreman,
      colleague: foreman2,
      stranger: await hire('stranger@test.local'),
      former: await hire('former@test.local'),
      manager,
      admin,
    };
    const tokens: Partial<Cast['tokens']> = { nobody: null };
    for (const [viewer, { email }] of Object.entries(people)) {
      tokens[viewer as Viewer] = (await Client.signInAt(server.url, email, PASSWORD)).token;
    }
    const foreman_ids = [foreman.id, foreman2.id];
    const { body } = await office.post('/projects', { name: 'Дом у реки', foreman_ids }).expect(201);
    const bystander = await hire('bystander@test.local');
    return new Cast(server.url, tokens as Cast['tokens'], people, bystander, body.id);
  }

  as(viewer: Viewer, what: string, options: CallOptions = {}): Promise<CallAnswer> {
    return call(this.url, what, { token: this.tokens[viewer], ...options });
  }

  /** Opens a stream and keeps it until it is released. */
  async hold(viewer: Viewer, path: string): Promise<{ release(): Promise<void> }> {
    const headers = { Authorization: `Bearer ${this.tokens[viewer]}` };
    const { body } = await fetch(`${this.url}${path}`, { headers });
    return { release: async () => body?.cancel() };
  }

  /** The same, for what must succeed so that a test can begin. */
  async well(viewer: Viewer, what: string, body?: object): Promise<CallAnswer['body']> {
    const answer = await this.as(viewer, what, body === undefined ? {} : { body });
    if (answer.status >= 300) throw new Error(`${what} as ${viewer}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** An estimate in this status, nobody else's for now: the owner's or, for the former, one of his own. */
  async takeEstimate(viewer: Viewer, status: Status): Promise<number> {
    return this.spareOf(viewer, status).pop() ?? (await this.makeEstimate(viewer, status));
  }

  /** It is still in this status. */
  giveBack(viewer: Viewer, status: Status, id: number): void {
    this.spareOf(viewer, status).push(id);
  }

  private spareOf(viewer: Viewer, status: Status): number[] {
    const key = `${viewer === 'former'} ${status}`;
    const ids = this.spare.get(key) ?? [];
    this.spare.set(key, ids);
    return ids;
  }

  /** The former comes back to the project for the time that it takes. */
  private async makeEstimate(viewer: Viewer, status: Status): Promise<number> {
    const foreman = viewer === 'former' ? 'former' : 'owner';
    if (foreman === 'former') await this.assign(true);
    const wanted = { project_id: this.projectId, items: [anItem] };
    const { id } = await this.well(foreman, 'POST /api/v1/estimates', wanted);
    const path = `POST /api/v1/estimates/${id}`;
    if (status !== 'draft') await this.well(foreman, `${path}/submit`);
    if (status === 'approved') await this.well('manager', `${path}/approve`);
    if (status === 'rejected') await this.well('manager', `${path}/reject`, { reason: 'дорого' });
    if (foreman === 'former') await this.assign(false);
    return id;
  }

  /** A new project without estimates, of the owner and the colleague. */
  async project(): Promise<number> {
    const foreman_ids = [this.people.owner.id, this.people.colleague.id];
    return (await this.well('manager', 'POST /api/v1/projects', { name: 'Гараж', foreman_ids })).id;
  }

  /** Another session of somebody's, to be ended or refreshed. */
  signInAgain(email: string): Promise<Client> {
    return Client.signInAt(this.url, email, PASSWORD);
  }

  private async assign(former: boolean): Promise<void> {
    const { owner, colleague, former: his } = this.people;
    const foreman_ids = [owner.id, colleague.id, ...(former ? [his.id] : [])];
    await this.well('manager', `PATCH /api/v1/projects/${this.projectId}`, { foreman_ids });
  }
}
