import { inject, injectable } from 'tsyringe';
import type { Foremen } from '../../../domain/people/people-repository.ts';
import type { User } from '../../../domain/people/user.ts';
import { ForemanNotFound } from '../../../domain/projects/project-errors.ts';
import type { Page } from '../../../domain/shared/page.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { toUser } from './user-mapper.ts';

const FOREMAN = { role: 'foreman', active: true };

@injectable()
export class PrismaForemen implements Foremen {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async require(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const rows = await clientOf(this.prisma).user.findMany({
      where: { ...FOREMAN, id: { in: [...ids] } },
      select: { id: true },
    });
    const found = new Set(rows.map((row) => row.id));
    const missing = ids.find((id) => !found.has(id));
    if (missing !== undefined) throw new ForemanNotFound(missing);
  }

  async list({ limit, before }: Page): Promise<User[]> {
    const where = before === undefined ? FOREMAN : { ...FOREMAN, id: { lt: before } };
    const rows = await clientOf(this.prisma).user.findMany({ where, orderBy: { id: 'desc' }, take: limit });
    return rows.map(toUser);
  }
}
