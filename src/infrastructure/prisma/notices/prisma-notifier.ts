import { randomUUID } from 'node:crypto';
import { inject, injectable } from 'tsyringe';
import { personalKeyOf } from '../../../domain/audience/audience.ts';
import type { Role } from '../../../domain/shared/actor.ts';
import { Clock } from '../../../usecases/ports/clock.ts';
import type { NoticeName, NoticeSender, Notices, Notifier } from '../../../usecases/ports/notifier.ts';
import { type Notice, Switchboard, type Target } from '../../../usecases/ports/switchboard.ts';
import { Trace } from '../../../usecases/ports/trace.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { allowRaw, unitScope } from '../unit-scope.ts';

/** Notices to a user go into the event log, all others over the switchboard. */
@injectable()
export class PrismaNotifier implements Notifier, NoticeSender {
  constructor(
    @inject(HookedPrisma) private readonly prisma: HookedPrisma,
    @inject(Switchboard) private readonly switchboard: Switchboard,
    @inject(Clock) private readonly clock: Clock,
    @inject(Trace) private readonly trace: Trace,
  ) {}

  notifyUser<Name extends NoticeName>(userId: number, name: Name, payload: Notices[Name]): Promise<number> {
    return this.send({ userId }, name, payload);
  }

  notifyClient<Name extends NoticeName>(clientId: string, name: Name, payload: Notices[Name]): Promise<number> {
    return this.send({ clientId }, name, payload);
  }

  notifySession<Name extends NoticeName>(sessionId: string, name: Name, payload: Notices[Name]): Promise<number> {
    return this.send({ sessionId }, name, payload);
  }

  notifyRole<Name extends NoticeName>(role: Role, name: Name, payload: Notices[Name]): Promise<number> {
    return this.send({ role }, name, payload);
  }

  broadcast<Name extends NoticeName>(name: Name, payload: Notices[Name]): Promise<number> {
    return this.send({}, name, payload);
  }

  async send(target: Target, type: string, data: unknown): Promise<number> {
    if (target.userId !== undefined && Object.values(target).filter((value) => value !== undefined).length === 1) {
      await this.store(target.userId, type, data);
      return this.switchboard.count(target);
    }
    return this.say(target, { type, data: JSON.stringify(data) });
  }

  /**
   * The subject is the person's inbox and not the person, whose row did not change. As text: Prisma's own way of JSON
   * loses a key `__proto__`, and makes null of the largest numbers.
   */
  private async store(userId: number, type: string, data: unknown): Promise<void> {
    const tx = clientOf(this.prisma);
    const [subject, key] = [`inbox:${userId}`, personalKeyOf(userId)];
    const [actorId, requestId] = [unitScope.getStore()?.actorId ?? null, this.trace.requestId() ?? null];
    await allowRaw(
      () => tx.$executeRaw`
        INSERT INTO event_log (id, stream, type, subject, audience, data, actor_id, request_id, occurred_at)
        VALUES (${randomUUID()}::uuid, 'targeted', ${type}, ${subject}, ARRAY[${key}], ${JSON.stringify(data)}::json,
          ${actorId}::int, ${requestId}, ${this.clock.now().toISOString()}::timestamptz)`,
    );
  }

  /** Not before the running unit is committed: what is rolled back was never said. */
  private say(target: Target, notice: Notice): Promise<number> {
    const scope = unitScope.getStore();
    if (!scope?.open) return this.switchboard.send(target, notice);
    scope.afterCommit.push(() => void this.switchboard.send(target, notice));
    return this.switchboard.count(target);
  }
}
