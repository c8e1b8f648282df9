import { inject, injectable } from 'tsyringe';
import type { EstimateNumbers } from '../../../domain/estimates/estimate-repository.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { allowRaw } from '../unit-scope.ts';

/** Keeps these locks apart from others with the same hash. */
const LOCK_CLASS = 7002;

@injectable()
export class PrismaEstimateNumbers implements EstimateNumbers {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async reserve(stem: string): Promise<void> {
    const tx = clientOf(this.prisma);
    await allowRaw(() => tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${stem}))`);
  }

  async taken(numbers: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await clientOf(this.prisma).estimate.findMany({
      where: { number: { in: [...numbers] } },
      select: { number: true },
    });
    return new Set(rows.map((row) => row.number));
  }
}
