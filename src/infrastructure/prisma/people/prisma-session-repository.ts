import { inject, injectable } from 'tsyringe';
import type { SessionRepository } from '../../../domain/people/people-repository.ts';
import type { NewSession, SessionId } from '../../../domain/people/session.ts';
import type { UserId } from '../../../domain/people/user.ts';
import { LogPool } from '../../event-log/log-pool.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { type FoundSession, sessionLookUp } from './session-look-up.ts';

@injectable()
export class PrismaSessionRepository implements SessionRepository {
  private readonly lookUp: (id: SessionId) => Promise<FoundSession | null>;

  constructor(
    @inject(HookedPrisma) private readonly prisma: HookedPrisma,
    @inject(LogPool) pool: LogPool,
  ) {
    this.lookUp = sessionLookUp(pool);
  }

  async add(session: NewSession, refreshHash: string): Promise<void> {
    const tx = clientOf(this.prisma);
    await tx.session.create({ data: session });
    await tx.refreshToken.create({ data: { hash: refreshHash, sessionId: session.id } });
  }

  find(id: SessionId): Promise<FoundSession | null> {
    return this.lookUp(id);
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
