import { inject, injectable } from 'tsyringe';
import { IdempotencyKeyReused } from '../../domain/shared/idempotency.ts';
import type { ClaimedKey, IdempotencyKeys, KeptAnswer } from '../../usecases/ports/idempotency-keys.ts';
import { clientOf, HookedPrisma } from './prisma-source.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;

@injectable()
export class PrismaIdempotencyKeys implements IdempotencyKeys {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async claim({ userId, key, fingerprint }: ClaimedKey, at: Date): Promise<KeptAnswer | null> {
    const { idempotencyKey: keys } = clientOf(this.prisma);
    await keys.deleteMany({ where: { userId, key, createdAt: { lte: new Date(at.getTime() - KEPT_MS) } } });
    // Waits here while another transaction has inserted the same key and is not through.
    const claimed = await keys.createMany({ data: { userId, key, fingerprint, createdAt: at }, skipDuplicates: true });
    if (claimed.count === 1) return null;
    const row = await keys.findUniqueOrThrow({ where: { userId_key: { userId, key } } });
    if (row.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
    const { status, body, etag } = row;
    if (status === null) throw new Error('an idempotency key was committed without its answer');
    return { status, body, etag };
  }

  async keep({ userId, key }: ClaimedKey, answer: KeptAnswer): Promise<void> {
    await clientOf(this.prisma).idempotencyKey.update({ where: { userId_key: { userId, key } }, data: { ...answer } });
  }
}
