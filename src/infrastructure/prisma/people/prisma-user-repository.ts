import { inject, injectable } from 'tsyringe';
import { EmailTaken } from '../../../domain/people/people-errors.ts';
import type { UserRepository } from '../../../domain/people/people-repository.ts';
import type { NewUser, User } from '../../../domain/people/user.ts';
import { isDuplicate } from '../prisma-errors.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { toUser } from './user-mapper.ts';

@injectable()
export class PrismaUserRepository implements UserRepository {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async add(user: NewUser): Promise<User> {
    try {
      return toUser(await clientOf(this.prisma).user.create({ data: { ...user, updatedAt: user.createdAt } }));
    } catch (error) {
      throw isDuplicate(error) ? new EmailTaken() : error;
    }
  }

  async findByEmail(email: string): Promise<{ user: User; passwordHash: string } | null> {
    const row = await clientOf(this.prisma).user.findUnique({ where: { email } });
    return row && { user: toUser(row), passwordHash: row.passwordHash };
  }

  async isEmpty(): Promise<boolean> {
    return (await clientOf(this.prisma).user.findFirst({ select: { id: true } })) === null;
  }
}
