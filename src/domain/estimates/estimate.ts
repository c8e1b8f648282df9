import type { ProjectMembers } from '../projects/project-snapshot.ts';
import { type Actor, seesEverything } from '../shared/actor.ts';
import { Forbidden } from '../shared/domain-error.ts';
import { EstimateEmpty, NotAssigned } from './estimate-errors.ts';
import { type EstimateId, type EstimateItem, type EstimateStatus, sameItems } from './estimate-snapshot.ts';
import { requireDecider, requireTransition, requireUnlocked } from './estimate-transitions.ts';

export interface EstimateState {
  readonly number: string;
  readonly projectId: number;
  readonly foremanId: number;
  readonly creatorId: number;
  readonly status: EstimateStatus;
  readonly comment: string;
  readonly rejectionReason: string | null;
  readonly items: readonly EstimateItem[];
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a change may name; what it does not name stays. */
export type EstimateChange = Partial<Pick<EstimateState, 'number' | 'projectId' | 'foremanId' | 'comment' | 'items'>>;

/** What a new estimate starts from. */
export type EstimateDraft = Pick<EstimateState, 'number' | 'foremanId' | 'creatorId' | 'comment' | 'items'>;

/** One estimate under change: every rule about who may do what to it, and when, is here or in its transitions. */
export class Estimate {
  constructor(
    readonly id: EstimateId,
    private current: EstimateState,
  ) {}

  get state(): EstimateState {
    return this.current;
  }

  /** @throws {Forbidden | NotAssigned} */
  static draft(draft: EstimateDraft, project: ProjectMembers, actor: Actor, now: Date): EstimateState {
    const { number, foremanId, creatorId, comment, items } = draft;
    requireOwnOrOffice(foremanId, actor);
    requireAssigned(foremanId, project);
    return {
      number,
      projectId: project.id,
      foremanId,
      creatorId,
      comment,
      items,
      status: 'draft',
      rejectionReason: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
  }

  /**
   * @param project the one that the estimate is in after the change.
   * @throws {Forbidden | NotAssigned | EstimateLocked}
   */
  change(change: EstimateChange, project: ProjectMembers, actor: Actor, now: Date): void {
    const foremanId = change.foremanId ?? this.current.foremanId;
    requireOwnOrOffice(foremanId, actor);
    this.requireAtHome(foremanId, project, actor);
    requireUnlocked(this.current.status, actor);
    const items = change.items && !sameItems(change.items, this.current.items) ? change.items : this.current.items;
    this.become({ ...change, items }, now);
  }

  /** @throws {Forbidden | NotAssigned | InvalidTransition | EstimateEmpty} */
  submit(project: ProjectMembers, actor: Actor, now: Date): void {
    this.requireAtHome(this.current.foremanId, project, actor);
    requireTransition(this.current.status, 'submitted');
    if (this.current.items.length === 0) throw new EstimateEmpty();
    this.become({ status: 'submitted', rejectionReason: null }, now);
  }

  /** @throws {Forbidden | InvalidTransition} */
  approve(actor: Actor, now: Date): void {
    requireDecider(actor);
    requireTransition(this.current.status, 'approved');
    this.become({ status: 'approved' }, now);
  }

  /** @throws {Forbidden | InvalidTransition} */
  reject(reason: string, actor: Actor, now: Date): void {
    requireDecider(actor);
    requireTransition(this.current.status, 'rejected');
    this.become({ status: 'rejected', rejectionReason: reason }, now);
  }

  /** @throws {Forbidden | NotAssigned | EstimateLocked} */
  requireDeletable(project: ProjectMembers, actor: Actor): void {
    this.requireAtHome(this.current.foremanId, project, actor);
    requireUnlocked(this.current.status, actor);
  }

  /** A foreman works where he is assigned; the office may also leave an estimate with one who no longer is. */
  private requireAtHome(foremanId: number, project: ProjectMembers, actor: Actor): void {
    requireOwnOrOffice(this.current.foremanId, actor);
    const moved = foremanId !== this.current.foremanId || project.id !== this.current.projectId;
    if (moved || !seesEverything(actor)) requireAssigned(foremanId, project);
  }

  private become(change: Partial<EstimateState>, now: Date): void {
    this.current = { ...this.current, ...change, version: this.current.version + 1, updatedAt: now };
  }
}

function requireOwnOrOffice(foremanId: number, actor: Actor): void {
  if (foremanId !== actor.id && !seesEverything(actor)) {
    throw new Forbidden('A foreman makes estimates for himself alone.');
  }
}

/** @throws {NotAssigned} */
export function requireAssigned(foremanId: number, project: ProjectMembers): void {
  if (!project.foremanIds.includes(foremanId)) throw new NotAssigned();
}
