import { type Actor, seesEverything } from '../shared/actor.ts';
import { Forbidden } from '../shared/domain-error.ts';
import type { ProjectId } from './project-snapshot.ts';

export interface ProjectState {
  readonly name: string;
  readonly address: string;
  /** Ascending, each once. */
  readonly foremanIds: readonly number[];
  readonly creatorId: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type ProjectChange = Partial<Pick<ProjectState, 'name' | 'address' | 'foremanIds'>>;
export type ProjectDraft = Pick<ProjectState, 'name' | 'address' | 'foremanIds'>;

/** One project under change. */
export class Project {
  constructor(
    readonly id: ProjectId,
    private current: ProjectState,
  ) {}

  get state(): ProjectState {
    return this.current;
  }

  get foremanIds(): readonly number[] {
    return this.current.foremanIds;
  }

  /** @throws {Forbidden} */
  static draft(draft: ProjectDraft, actor: Actor, now: Date): ProjectState {
    requireOffice(actor);
    const foremanIds = eachOnce(draft.foremanIds);
    return { ...draft, foremanIds, creatorId: actor.id, version: 1, createdAt: now, updatedAt: now };
  }

  /** @throws {Forbidden} */
  change(change: ProjectChange, actor: Actor, now: Date): void {
    requireOffice(actor);
    const foremanIds = change.foremanIds ? eachOnce(change.foremanIds) : this.current.foremanIds;
    const version = this.current.version + 1;
    this.current = { ...this.current, ...change, foremanIds, version, updatedAt: now };
  }
}

/** @throws {Forbidden} unless the actor is of the office. */
export function requireOffice(actor: Actor): void {
  if (!seesEverything(actor)) throw new Forbidden('Only managers and admins change projects.');
}

function eachOnce(ids: readonly number[]): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}
