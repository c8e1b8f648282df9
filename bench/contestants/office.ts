const PASSWORD = 'a good password';
const MANAGERS = 20;
const ESTIMATES = 50;

/** The people and papers of a server of ours: access tokens, and ids of estimates. */
export class Office {
  readonly managers: string[] = [];
  readonly estimates: string[] = [];
  projectId = '';
  foremanId = '';

  private constructor(
    private readonly url: string,
    readonly admin: string,
  ) {}

  static async found(url: string, email: string, password: string): Promise<Office> {
    const office = new Office(url, await signIn(url, email, password));
    await office.hire();
    await office.write();
    return office;
  }

  private async hire(): Promise<void> {
    for (let n = 0; n < MANAGERS; n++) {
      const email = `manager${n}@bench.local`;
      await this.post('/users', { email, name: `Manager ${n}`, role: 'manager', password: PASSWORD });
      this.managers.push(await signIn(this.url, email, PASSWORD));
    }
    const foreman = { email: 'foreman@bench.local', name: 'Foreman', role: 'foreman', password: PASSWORD };
    this.foremanId = (await this.post('/users', foreman)).id;
  }

  private async write(): Promise<void> {
    const { foremanId } = this;
    this.projectId = (await this.post('/projects', { name: 'House', foreman_ids: [foremanId] })).id;
    for (let n = 0; n < ESTIMATES; n++) {
      const { id } = await this.post('/estimates', { project_id: this.projectId, foreman_id: foremanId });
      this.estimates.push(id);
    }
  }

  private post(path: string, body: object) {
    return post(`${this.url}/api/v1${path}`, body, { Authorization: `Bearer ${this.admin}` });
  }
}

async function signIn(url: string, email: string, password: string): Promise<string> {
  return (await post(`${url}/api/v1/auth/login`, { email, password })).access_token;
}

async function post(url: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  const read = (await answer.json()) as any;
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(read)}`);
  return read;
}
