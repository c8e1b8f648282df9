import { randomBytes } from 'node:crypto';
import { type CallAnswer, type CallOptions, call } from './calls.ts';
import { aGuest } from './guests.ts';
import type { PostgresCluster } from './postgres-cluster.ts';
import { type Program, startedProgram } from './program.ts';
import { sourcesOf } from './relaying-server.ts';
import { WEBHOOK_SECRET } from './test-server.ts';
import type { Upstream } from './upstream.ts';
import { signed } from './webhooks.ts';

/** Each stream says that it is alive this often. */
const BEAT_MS = 500;

const BEAT = {
  SSE_KEEPALIVE_INTERVAL: `${BEAT_MS}`,
  SSE_HEARTBEAT_INTERVAL: `${BEAT_MS}`,
  GATEWAY_UPSTREAM_SSE_HEARTBEAT_INTERVAL: `${BEAT_MS}`,
};
const DEMO_PASSWORD = 'smeta-demo';

interface Person {
  readonly id: number;
  readonly token: string;
  readonly refreshToken: string;
}

/** A program with the people of the demo over a database that is about to go away. */
export class OutageStage {
  private constructor(
    readonly program: Program & { readonly url: string },
    readonly manager: Person,
    readonly foreman: Person,
    readonly projectId: number,
    /** Of a guest, and his query string. */
    readonly dialog: { readonly id: number; readonly guest: string },
  ) {}

  static async set({ url: DATABASE_URL }: PostgresCluster, crm: Upstream): Promise<OutageStage> {
    const secrets = { JWT_SECRET: randomBytes(32).toString('hex'), WEBHOOK_SECRET_CRM: WEBHOOK_SECRET };
    const program = await startedProgram({
      entry: 'demo',
      env: {
        DATABASE_URL,
        ...secrets,
        ...BEAT,
        ...sourcesOf({ crm }),
        AUDIT_LOG: '',
        RATE_LIMIT: 'off',
        LOG_LEVEL: 'info',
      },
    });
    const [manager, foreman, admin] = [
      await signIn(program.url, 'manager'),
      await signIn(program.url, 'foreman'),
      await signIn(program.url, 'admin'),
    ];
    const { items } = (await call(program.url, 'GET /api/v1/projects', { token: foreman.token })).body;
    const assistants = (await call(program.url, 'GET /api/assistants', { token: admin.token })).body;
    const guest = aGuest(assistants.items[0]);
    const dialog = (await call(program.url, `POST /api/widget/dialogs?${guest}`)).body;
    return new OutageStage(program, manager, foreman, items[0].id, { id: dialog.id, guest });
  }

  ask(what: string, options: CallOptions = {}): Promise<CallAnswer> {
    return call(this.program.url, what, options);
  }

  signIn(who: string): Promise<CallAnswer> {
    return this.ask('POST /api/v1/auth/login', { body: { email: `${who}@demo.local`, password: DEMO_PASSWORD } });
  }

  /** What people and programs want of it just then. */
  calls(delivery: string): Promise<CallAnswer>[] {
    const { token } = this.manager;
    return [
      this.signIn('manager'),
      this.ask('POST /api/v1/auth/refresh', { body: { refresh_token: this.foreman.refreshToken } }),
      this.ask('GET /api/v1/estimates', { token }),
      this.ask('POST /api/v1/sse/ticket', { token }),
      this.ask(`GET /api/v1/sse/events?token=${token}`),
      this.ask('GET /api/v1/streams/crm', { token }),
      this.say('Алло?'),
      this.deliver(delivery),
    ];
  }

  /** In the dialog, by the office. */
  say(text: string): Promise<CallAnswer> {
    return this.ask(`POST /api/dialogs/${this.dialog.id}/messages`, { token: this.manager.token, body: { text } });
  }

  /** A webhook for the foreman, the same each time. */
  deliver(name: string): Promise<CallAnswer> {
    const body = { userId: this.foreman.id, type: 'invoice.paid', result: { name } };
    return this.ask('POST /api/v1/webhooks/crm', signed(body, { 'X-Delivery-Id': name }));
  }

  /** What was logged from here on as a warning or worse, a request's own line left out: how often each. */
  troubles(): () => Record<string, number> {
    const from = this.program.stdout.length;
    return () => {
      const lines = this.program.stdout
        .slice(from)
        .split('\n')
        .filter((line) => /^\{.*"level":[456]0/.test(line));
      const counts: Record<string, number> = {};
      for (const { msg } of lines.map((line) => JSON.parse(line))) {
        if (msg !== 'request errored') counts[msg] = (counts[msg] ?? 0) + 1;
      }
      return counts;
    };
  }
}

async function signIn(url: string, who: string): Promise<Person> {
  const body = { email: `${who}@demo.local`, password: DEMO_PASSWORD };
  const { body: answer } = await call(url, 'POST /api/v1/auth/login', { body });
  return { id: answer.user.id, token: answer.access_token, refreshToken: answer.refresh_token };
}
