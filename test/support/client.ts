import request, { type Test } from 'supertest';
import { PASSWORD, type Staff, type TestServer } from './test-server.ts';

/** Somebody who is signed in and calls the API of a test server. */
export class Client {
  private constructor(
    private readonly base: string,
    readonly token: string,
    readonly refreshToken: string,
  ) {}

  static async signIn(server: TestServer, who: keyof Staff): Promise<Client> {
    const { body } = await request(server.url)
      .post('/api/v1/auth/login')
      .send({ email: server.staff[who].email, password: PASSWORD })
      .expect(200);
    return new Client(server.url, body.access_token, body.refresh_token);
  }

  /** Anybody, at any server. */
  static async signInAt(url: string, email: string, password: string): Promise<Client> {
    const { body } = await request(url).post('/api/v1/auth/login').send({ email, password }).expect(200);
    return new Client(url, body.access_token, body.refresh_token);
  }

  /** The same person with the same tokens, at another address. */
  at(url: string): Client {
    return new Client(url, this.token, this.refreshToken);
  }

  get(path: string): Test {
    return this.with(request(this.base).get(`/api/v1${path}`));
  }

  post(path: string, body?: object): Test {
    return this.with(request(this.base).post(`/api/v1${path}`)).send(body);
  }

  patch(path: string, body: object): Test {
    return this.with(request(this.base).patch(`/api/v1${path}`)).send(body);
  }

  delete(path: string): Test {
    return this.with(request(this.base).delete(`/api/v1${path}`));
  }

  private with(test: Test): Test {
    return test.set('Authorization', `Bearer ${this.token}`);
  }
}

export const anItem = { name: 'Кирпич М-150', unit: 'шт.', quantity: '100', unit_price: '24.50' };

/** A project of the foreman's, made by the manager. */
export async function aProject(manager: Client, foremanIds: number[], name = 'Дом у реки') {
  const { body } = await manager.post('/projects', { name, foreman_ids: foremanIds }).expect(201);
  return body;
}
