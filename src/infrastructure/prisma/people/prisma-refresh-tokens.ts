import { inject, injectable } from 'tsyringe';
import type { RefreshTokens } from '../../../domain/people/people-repository.ts';
import type { RefreshToken, RefreshUse } from '../../../domain/people/session.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { lockRow } from '../subjects.ts';
import { toSession } from './session-mapper.ts';
import { toUser } from './user-mapper.ts';

@injectable()
export class PrismaRefreshTokens implements RefreshTokens {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async get(hash: string): Promise<RefreshToken | null> {
    const tx = clientOf(this.prisma);
    const named = await tx.refreshToken.findUnique({ where: { hash }, select: { sessionId: true } });
    if (!named) return null;
    await lockRow(tx, 'session', named.sessionId, false);
    const row = await tx.refreshToken.findUnique({
      where: { hash },
      include: { session: { include: { user: true } } },
    });
    if (!row) return null;
    const { session, usedAt, usedKey } = row;
    const use = usedAt && { at: usedAt, keyHash: usedKey };
    return { hash, session: toSession(session), user: toUser(session.user), use };
  }

  async rotate(token: RefreshToken, use: RefreshUse, nextHash: string, expiresAt: Date): Promise<void> {
    const tx = clientOf(this.prisma);
    const sessionId = token.session.id;
    await tx.refreshToken.update({ where: { hash: token.hash }, data: { usedAt: use.at, usedKey: use.keyHash } });
    await tx.refreshToken.create({ data: { hash: nextHash, sessionId } });
    await tx.session.update({ where: { id: sessionId }, data: { expiresAt } });
  }
}
