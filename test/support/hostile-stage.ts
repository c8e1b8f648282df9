import { LogPool } from '../../src/infrastructure/event-log/log-pool.ts';
import type { Operation } from '../../src/interfaces/http/openapi/operation.ts';
import type { PasswordHasher } from '../../src/usecases/ports/password-hasher.ts';
import { type CallAnswer, call } from './calls.ts';
import { anItem, Client } from './client.ts';
import { aGuest, anAssistant } from './guests.ts';
import type { Known } from './samples.ts';
import { PASSWORD, type TestServer } from './test-server.ts';
import { appScript } from './web-app.ts';

/** Hostile passwords by the hundred: the real one takes its time on purpose. */
export const QUICK_HASHER: PasswordHasher = {
  hash: async (password) => `quick ${Buffer.from(password).toString('hex')}`,
  verify: async (hash, password) => hash === `quick ${Buffer.from(password).toString('hex')}`,
};

let made = 0;

/** A thing of every kind for hostile calls to be about, so that they get further than to "not found". */
export class Stage {
  private constructor(
    private readonly server: TestServer,
    readonly token: string,
    private readonly things: Readonly<Record<'user' | 'project' | 'estimate' | 'widget' | 'dialog', number>>,
    private readonly assistant: number,
    private readonly guest: string,
  ) {}

  static async set(server: TestServer): Promise<Stage> {
    const { token } = await Client.signIn(server, 'admin');
    const well = async (_viewer: string, what: string, body?: object) => {
      const answer = await call(server.url, what, { token, ...(body && { body }) });
      if (answer.status >= 300) throw new Error(`${what}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    };
    const person = { email: `staged-${++made}@test.local`, name: 'Пётр', role: 'foreman', password: PASSWORD };
    const user = await well('admin', 'POST /api/v1/users', person);
    const foreman_ids = [server.staff.foreman.id, user.id];
    const project = await well('admin', 'POST /api/v1/projects', { name: 'Дом у реки', foreman_ids });
    const wanted = { project_id: project.id, foreman_id: server.staff.foreman.id, items: [anItem] };
    const estimate = await well('admin', 'POST /api/v1/estimates', wanted);
    const assistant = await anAssistant({ well });
    const widget = await well('admin', 'POST /api/widgets', { assistant_id: assistant.id, allowed_domains: [] });
    const guest = `guest-of-the-stage-${made}`;
    const dialog = await well('nobody', `POST /api/widget/dialogs?${aGuest(assistant, guest)}`);
    const things = { user: user.id, project: project.id, estimate: estimate.id, widget: widget.id, dialog: dialog.id };
    return new Stage(server, token, things, assistant.id, guest);
  }

  get dialog(): number {
    return this.things.dialog;
  }

  /** The query of the dialog's guest. */
  get asGuest(): string {
    return aGuest({ id: this.assistant }, this.guest);
  }

  /** What a body or a query must name so that it is about something. */
  get known(): Known {
    const { foreman } = this.server.staff;
    return {
      project_id: () => this.things.project,
      foreman_id: () => foreman.id,
      foreman_ids: () => [foreman.id],
      assistant_id: () => this.assistant,
      guest_id: () => this.guest,
      userId: () => foreman.id,
      clientId: () => 'desk-1',
      sessionId: () => 'morning-1',
      last_event_id: () => '0',
      number: () => `С-${++made}`,
      email: () => `hostile-${++made}@test.local`,
      password: () => PASSWORD,
    };
  }

  /** The address of an operation with something real in each of its parts. */
  async pathOf({ path }: Operation): Promise<string> {
    if (/estimates\/\{id\}\/(approve|reject)/.test(path)) await this.call(`POST ${this.ofEstimate}/submit`);
    return path
      .replace('{id}', () => String(this.idFor(path)))
      .replace('{source}', 'crm')
      .replace('{channel}', 'notifications')
      .replace('{file}', path.startsWith('/assets/') ? appScript() : 'sse-demo.js');
  }

  call(what: string, body?: unknown, headers: Record<string, string> = {}): Promise<CallAnswer> {
    return call(this.server.url, what, { token: this.token, headers, ...(body !== undefined && { body }) });
  }

  /** Changes with everything that is stored. */
  async print(): Promise<string> {
    const { rows } = await this.server.container.resolve<LogPool>(LogPool).query(PRINT);
    return JSON.stringify(rows);
  }

  private get ofEstimate(): string {
    return `/api/v1/estimates/${this.things.estimate}`;
  }

  private idFor(path: string): number {
    const kind = /\/(user|project|estimate|widget|dialog)s\/\{id\}/.exec(path)?.[1] as
      | keyof Stage['things']
      | undefined;
    return kind ? this.things[kind] : 1;
  }
}

const TABLES = [
  ...['users', 'sessions', 'refresh_tokens', 'idempotency_keys', 'projects', 'project_foremen', 'estimates'],
  ...['estimate_items', 'assistants', 'widgets', 'dialogs', 'messages', 'webhook_deliveries'],
];
const PRINT = `SELECT count(*)::text AS print FROM event_log
  ${TABLES.map((table) => `UNION ALL SELECT sum(hashtext(t::text))::text FROM ${table} t`).join('\n  ')}`;
