import DataLoader from 'dataloader';
import { inject, injectable } from 'tsyringe';
import type { SessionRepository } from '../../../domain/people/people-repository.ts';
import type { NewSession, Session, SessionId } from '../../../domain/people/session.ts';
import type { User, UserId } from '../../../domain/people/user.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { toSession } from './session-mapper.ts';
import { toUser } from './user-mapper.ts';

type Found = { session: Session; user: User };

@injectable()
export class PrismaSessionRepository implements SessionRepository {
  /** Whoever asks in one turn of the event loop is answered by one query, made after all of them asked. */
  private readonly lookUps = new DataLoader<SessionId, Found | null>((ids) => this.findAll(ids), {
    cache: false,
    batchScheduleFn: setImmediate,
  });

  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async add(session: NewSession, refreshHash: string): Promise<void> {
    const tx = clientOf(this.prisma);
    await tx.session.create({ data: session });
    await tx.refreshToken.create({ data: { hash: refreshHash, sessionId: session.id } });
  }

  async find(id: SessionId): Promise<Found | null> {
    const inUnit = clientOf(this.prisma) !== this.prisma; // what it wrote itself is for its own eyes
    return inUnit ? ((await this.findAll([id]))[0] ?? null) : await this.lookUps.load(id);
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

  /** In the order of the ids. */
  private async findAll(ids: readonly SessionId[]): Promise<(Found | null)[]> {
    const where = { id: { in: [...new Set(ids)] } };
    const rows = await clientOf(this.prisma).session.findMany({ where, include: { user: true } });
    const found = new Map(rows.map((row) => [row.id, { session: toSession(row), user: toUser(row.user) }]));
    return ids.map((id) => found.get(id) ?? null);
  }
}
