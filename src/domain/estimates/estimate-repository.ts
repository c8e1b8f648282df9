import type { Actor } from '../shared/actor.ts';
import type { Page } from '../shared/page.ts';
import type { Estimate, EstimateState } from './estimate.ts';
import type { EstimateId, EstimateSnapshot, EstimateStatus } from './estimate-snapshot.ts';

/** Estimates in and out, whole, for change. Every call belongs into `UnitOfWork.run` and joins that transaction. */
export interface EstimateRepository {
  /** Locks it until the unit ends. @throws {EstimateNotFound} when there is none, or none that `actor` may see. */
  get(id: EstimateId, actor: Actor): Promise<Estimate>;
  /** @throws {NumberTaken} */
  add(estimate: EstimateState): Promise<EstimateId>;
  /** @throws {NumberTaken} */
  save(estimate: Estimate): Promise<void>;
  remove(id: EstimateId): Promise<void>;
}
export const EstimateRepository = Symbol('EstimateRepository');

/** What is known of numbers, for making one that nobody else gets. Belongs into `UnitOfWork.run`. */
export interface EstimateNumbers {
  /** Waits until no other unit makes a number of this stem, and keeps others waiting until this one ends. */
  reserve(stem: string): Promise<void>;
  /** Those of `numbers` that are in use. */
  taken(numbers: readonly string[]): Promise<ReadonlySet<string>>;
}
export const EstimateNumbers = Symbol('EstimateNumbers');

export interface EstimateFilter {
  readonly projectId?: number | undefined;
  readonly foremanId?: number | undefined;
  readonly status?: EstimateStatus | undefined;
  /** In number and project name, whatever the case. */
  readonly text?: string | undefined;
}

/** Estimates as people see them. Inside a unit of work it sees the unit's own changes. */
export interface EstimateReader {
  /** @throws {EstimateNotFound} when there is none, or none that `actor` may see. */
  find(id: EstimateId, actor: Actor): Promise<EstimateSnapshot>;
  /** At most `limit`, by descending id: only those that `actor` may see. */
  list(filter: EstimateFilter, page: Page, actor: Actor): Promise<EstimateSnapshot[]>;
}
export const EstimateReader = Symbol('EstimateReader');
