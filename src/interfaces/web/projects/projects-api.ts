import type { ListWire } from '../../wire/list-wire.ts';
import type { ProjectWire } from '../../wire/project-wire.ts';
import type { ForemanWire } from '../../wire/user-wire.ts';
import type { Caller } from '../shell/caller.ts';

/** What the office says of a project. */
export interface ProjectBody {
  readonly name: string;
  readonly address: string;
  readonly foreman_ids: readonly number[];
}

export function bodyOf({ name, address, foremen }: ProjectWire): ProjectBody {
  return { name, address, foreman_ids: foremen.map(({ id }) => id) };
}

export class ProjectsApi {
  constructor(private readonly caller: Caller) {}

  /** Newest first; a foreman's own alone. */
  list(cursor: string | null): Promise<ListWire<ProjectWire>> {
    return this.caller.get('/api/v1/projects', { cursor });
  }

  /** To choose from. */
  all(): Promise<ProjectWire[]> {
    return this.caller.all('/api/v1/projects');
  }

  one(id: number): Promise<ProjectWire> {
    return this.caller.get(`/api/v1/projects/${id}`);
  }

  /** Who can be assigned. For the office alone. */
  foremen(): Promise<ForemanWire[]> {
    return this.caller.all('/api/v1/foremen');
  }

  /** @param key the same for each try to save the same: it is made once. */
  create(body: ProjectBody, key: string): Promise<ProjectWire> {
    return this.caller.change('POST', '/api/v1/projects', { body, key });
  }

  /** @param key as `create`. */
  change(id: number, body: ProjectBody, version: number, key: string): Promise<ProjectWire> {
    return this.caller.change('PATCH', `/api/v1/projects/${id}`, { body, version, key });
  }
}
