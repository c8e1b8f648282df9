import { inject, injectable } from 'tsyringe';
import { UserNotFound } from '../../../domain/people/people-errors.ts';
import type { UserReader } from '../../../domain/people/people-repository.ts';
import type { User, UserId } from '../../../domain/people/user.ts';
import type { Page } from '../../../domain/shared/page.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { toUser } from './user-mapper.ts';

@injectable()
export class PrismaUserReader implements UserReader {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async findByEmail(email: string): Promise<{ user: User; passwordHash: string } | null> {
    const row = await clientOf(this.prisma).user.findUnique({ where: { email } });
    return row && { user: toUser(row), passwordHash: row.passwordHash };
  }

  async find(id: UserId): Promise<User> {
    const row = await clientOf(this.prisma).user.findUnique({ where: { id } });
    if (!row) throw new UserNotFound();
    return toUser(row);
  }

  async list({ limit, before }: Page): Promise<User[]> {
    const where = before === undefined ? {} : { id: { lt: before } };
    const rows = await clientOf(this.prisma).user.findMany({ where, orderBy: { id: 'desc' }, take: limit });
    return rows.map(toUser);
  }

  async isEmpty(): Promise<boolean> {
    return (await clientOf(this.prisma).user.findFirst({ select: { id: true } })) === null;
  }
}
