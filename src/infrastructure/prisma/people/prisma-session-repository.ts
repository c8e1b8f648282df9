import { inject, injectable } from 'tsyringe';
import type { SessionRepository } from '../../../domain/people/people-repository.ts';
import type { NewSession, Session, SessionId } from '../../../domain/people/session.ts';
import type { User, UserId } from '../../../domain/people/user.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { toSession } from './session-mapper.ts';
import { toUser } from './user-mapper.ts';

@injectable()
export class PrismaSessionRepository implements SessionRepository {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async add(session: NewSession, refreshHash: string): Promise<void> {
    const tx = clientOf(this.prisma);
    await tx.session.create({ data: session });
    await tx.refreshToken.create({ data: { hash: refreshHash, sessionId: session.id } });
  }

  async find(id: SessionId): Promise<{ session: Session; user: User } | null> {
    const row = await clientOf(this.prisma).session.findUnique({ where: { id }, include: { user: true } });
    return row && { session: toSession(row), user: toUser(row.user) };
  }

  async liveAmong(ids: readonly SessionId[], now: Date): Promise<SessionId[]> {
    const rows = await clientOf(this.prisma).session.findMany({
      where: { id: { in: [...ids] }, revokedAt: null, expiresAt: { gt: now }, user: { active: true } },
      select: { id: true },
    });
    return rows.map((row) => row.id);
  }

  async revoke(id: SessionId, at: Date): Promise<void> {
    await clientOf(this.prisma).session.update({ where: { id }, data: { revokedAt: at } });
  }

  async revokeAllOf(userId: UserId, at: Date): Promise<void> {
    const rows = await clientOf(this.prisma).session.findMany({
      where: { userId, revokedAt: null, expiresAt: { gt: at } },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    for (const { id } of rows) await this.revoke(id, at);
  }
}
