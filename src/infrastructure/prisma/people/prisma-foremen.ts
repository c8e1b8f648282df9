import { inject, injectable } from 'tsyringe';
import type { Foremen } from '../../../domain/people/people-repository.ts';
import { ForemanNotFound } from '../../../domain/projects/project-errors.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';

@injectable()
export class PrismaForemen implements Foremen {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async require(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const rows = await clientOf(this.prisma).user.findMany({
      where: { id: { in: [...ids] }, role: 'foreman', active: true },
      select: { id: true },
    });
    const found = new Set(rows.map((row) => row.id));
    const missing = ids.find((id) => !found.has(id));
    if (missing !== undefined) throw new ForemanNotFound(missing);
  }
}
