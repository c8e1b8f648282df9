import { inject, injectable } from 'tsyringe';
import { Estimate, type EstimateState } from '../../../domain/estimates/estimate.ts';
import { EstimateNotFound, NumberTaken } from '../../../domain/estimates/estimate-errors.ts';
import type { EstimateRepository } from '../../../domain/estimates/estimate-repository.ts';
import type { EstimateId, EstimateItem } from '../../../domain/estimates/estimate-snapshot.ts';
import { ProjectNotFound } from '../../../domain/projects/project-errors.ts';
import type { Actor } from '../../../domain/shared/actor.ts';
import { isBrokenReference, isDuplicate } from '../prisma-errors.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { takeRow } from '../subjects.ts';
import { toItemRows } from './estimate-mapper.ts';
import { visibleEstimates } from './visible-estimates.ts';

@injectable()
export class PrismaEstimateRepository implements EstimateRepository {
  /** The items that each estimate was read with, to leave alone what a change leaves alone. */
  private readonly stored = new WeakMap<Estimate, readonly EstimateItem[]>();

  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async get(id: EstimateId, actor: Actor): Promise<Estimate> {
    const snapshot = await takeRow(clientOf(this.prisma), 'estimate', id);
    if (!snapshot || !visibleEstimates(actor).sees(snapshot)) throw new EstimateNotFound();
    const { id: _id, projectName, foremanName, creatorName, ...state } = snapshot;
    const estimate = new Estimate(id, state);
    this.stored.set(estimate, state.items);
    return estimate;
  }

  async add({ items, ...row }: EstimateState): Promise<EstimateId> {
    const tx = clientOf(this.prisma);
    try {
      const { id } = await tx.estimate.create({ data: row });
      await this.putItems(id, items);
      return id;
    } catch (error) {
      if (isBrokenReference(error)) throw new ProjectNotFound();
      throw isDuplicate(error) ? new NumberTaken(row.number) : error;
    }
  }

  async save(estimate: Estimate): Promise<void> {
    const tx = clientOf(this.prisma);
    const { items, ...row } = estimate.state;
    try {
      await tx.estimate.update({ where: { id: estimate.id }, data: row });
    } catch (error) {
      if (isBrokenReference(error)) throw new ProjectNotFound();
      throw isDuplicate(error) ? new NumberTaken(row.number) : error;
    }
    if (this.stored.get(estimate) === items) return;
    await tx.estimateItem.deleteMany({ where: { estimateId: estimate.id } });
    await this.putItems(estimate.id, items);
  }

  async remove(id: EstimateId): Promise<void> {
    const tx = clientOf(this.prisma);
    await tx.estimateItem.deleteMany({ where: { estimateId: id } });
    await tx.estimate.delete({ where: { id } });
  }

  private async putItems(id: EstimateId, items: readonly EstimateItem[]): Promise<void> {
    if (items.length > 0) await clientOf(this.prisma).estimateItem.createMany({ data: toItemRows(id, items) });
  }
}
