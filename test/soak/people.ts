import { Api } from './api.ts';

const PASSWORD = 'a good password';
const FOREMEN = 3;

export const ADMIN = { ADMIN_EMAIL: 'admin@soak.local', ADMIN_PASSWORD: PASSWORD };

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly role: 'admin' | 'manager' | 'foreman';
  readonly token: string;
  readonly api: Api;
}

export interface Staff {
  readonly admin: Person;
  readonly manager: Person;
  readonly foremen: readonly Person[];
}

/** The people of an empty server, signed in. */
export async function hire(url: string): Promise<Staff> {
  const admin = await signIn(url, ADMIN.ADMIN_EMAIL);
  const engage = async (name: string, role: Person['role']) => {
    const email = `${name}@soak.local`;
    await admin.api.well({ method: 'POST', path: '/users', body: { email, name, role, password: PASSWORD } });
    return signIn(url, email);
  };
  const foremen: Person[] = [];
  const manager = await engage('manager', 'manager');
  for (let n = 1; n <= FOREMEN; n++) foremen.push(await engage(`foreman${n}`, 'foreman'));
  return { admin, manager, foremen };
}

async function signIn(url: string, email: string): Promise<Person> {
  const login = { method: 'POST', path: '/auth/login', body: { email, password: PASSWORD } } as const;
  const { access_token: token, user } = await new Api(url).well(login);
  return { id: user.id, name: user.name, role: user.role, token, api: new Api(url, token) };
}

/** The audience that this person's stream is for. */
export function keyOf({ id, role }: Person): string {
  return role === 'foreman' ? `user:${id}` : `role:${role}`;
}
