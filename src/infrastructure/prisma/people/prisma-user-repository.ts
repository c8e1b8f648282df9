import { inject, injectable } from 'tsyringe';
import { EmailTaken, UserNotFound } from '../../../domain/people/people-errors.ts';
import type { UserRepository } from '../../../domain/people/people-repository.ts';
import type { NewUser, User, UserChange, UserId } from '../../../domain/people/user.ts';
import { isDuplicate } from '../prisma-errors.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { takeRow } from '../subjects.ts';
import { allowRaw } from '../unit-scope.ts';
import { toUser } from './user-mapper.ts';

/** Two admins who step down at once must not both see the other. */
const LAST_ADMIN_LOCK = 7004;

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

  async get(id: UserId): Promise<User> {
    const user = await takeRow(clientOf(this.prisma), 'user', id);
    if (!user) throw new UserNotFound();
    return user;
  }

  async save(id: UserId, change: UserChange, at: Date): Promise<User> {
    try {
      return toUser(await clientOf(this.prisma).user.update({ where: { id }, data: { ...change, updatedAt: at } }));
    } catch (error) {
      throw isDuplicate(error) ? new EmailTaken() : error;
    }
  }

  async hasOtherAdmin(id: UserId): Promise<boolean> {
    const tx = clientOf(this.prisma);
    await allowRaw(() => tx.$executeRaw`SELECT pg_advisory_xact_lock(${LAST_ADMIN_LOCK})`);
    return (await tx.user.count({ where: { role: 'admin', active: true, id: { not: id } } })) > 0;
  }
}
