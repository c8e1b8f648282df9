import { inject, injectable } from 'tsyringe';
import { WebhookDeliveries } from '../../domain/notices/webhook-deliveries.ts';
import { UserReader } from '../../domain/people/people-repository.ts';
import { Clock } from '../ports/clock.ts';
import { Notifier } from '../ports/notifier.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

/** What somebody else's program says it has done for one of our people. Its signature was checked. */
export interface Delivery {
  readonly source: string;
  /** As the source numbered it; not signed. Null where it does not. */
  readonly id: string | null;
  /** Hexadecimal, lower case. */
  readonly signature: string;
  readonly userId: number;
  readonly type: string;
  readonly result: unknown;
}

/** Done before: the unit that found out is given up with it. */
class Repeated extends Error {}

/**
 * Tells a person what another program has done for him, once. The id of a delivery is not signed, so a captured body
 * could come again under a new one: the signature itself is good once too.
 */
@injectable()
export class ReceiveWebhook {
  constructor(
    @inject(WebhookDeliveries) private readonly deliveries: WebhookDeliveries,
    @inject(UserReader) private readonly users: UserReader,
    @inject(Notifier) private readonly notifier: Notifier,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** False for a repeat, which changes nothing. @throws {UserNotFound} */
  async execute(delivery: Delivery): Promise<boolean> {
    try {
      await this.work.run(null, () => this.receive(delivery));
      return true;
    } catch (error) {
      if (error instanceof Repeated) return false;
      throw error;
    }
  }

  private async receive({ source, id, signature, userId, type, result }: Delivery): Promise<void> {
    const marks = [...(id === null ? [] : [`id:${id}`]), `signature:${signature}`];
    if (!(await this.deliveries.tickOff(source, marks, this.clock.now()))) throw new Repeated();
    await this.users.find(userId);
    await this.notifier.notifyUser(userId, 'webhook-processed', { type, status: 'completed', data: result });
  }
}
