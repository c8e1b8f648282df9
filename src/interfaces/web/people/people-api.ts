import type { ListWire } from '../../wire/list-wire.ts';
import type { NewPerson, PersonChange, PersonWire } from '../../wire/user-wire.ts';
import type { Caller } from '../shell/caller.ts';

/** For admins alone. */
export class PeopleApi {
  constructor(private readonly caller: Caller) {}

  /** Newest first. */
  list(cursor: string | null): Promise<ListWire<PersonWire>> {
    return this.caller.get('/api/v1/users', { cursor });
  }

  one(id: number): Promise<PersonWire> {
    return this.caller.get(`/api/v1/users/${id}`);
  }

  /** How many role streams somebody has open, by the id of a person; who is not there has none. */
  async streams(): Promise<Readonly<Record<string, number>>> {
    return (await this.caller.get<{ users: Record<string, number> }>('/api/v1/sse/stats')).users;
  }

  /** @param key the same for each try to save the same: it is made once. */
  add(body: NewPerson, key: string): Promise<PersonWire> {
    return this.caller.change('POST', '/api/v1/users', { body, key });
  }

  /** What is not said stays as it is. */
  change(id: number, body: PersonChange): Promise<PersonWire> {
    return this.caller.change('PATCH', `/api/v1/users/${id}`, { body });
  }

  /** On every device. */
  signOut(id: number): Promise<null> {
    return this.caller.change('DELETE', `/api/v1/users/${id}/sessions`, {});
  }
}
