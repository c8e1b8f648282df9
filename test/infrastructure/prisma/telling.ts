import { afterEach, beforeAll, beforeEach } from '@jest/globals';
import { Prisma } from '../../../src/infrastructure/prisma/generated/client.ts';
import { NoticeSender, Notifier } from '../../../src/usecases/ports/notifier.ts';
import { type Notice, Switchboard } from '../../../src/usecases/ports/switchboard.ts';
import type { House } from '../../support/house.ts';
import { RecordingLine } from '../broker/recording-line.ts';

export class MindChanged extends Error {}

export const REJECTED = { estimateId: 17, number: 'С-17', reason: 'дорого', rejectedById: 2 };

/** Whatever tells people something, and the foreman's phone, which hears what is said and not stored. */
export interface Telling {
  readonly notifier: Notifier;
  readonly sender: NoticeSender;
  heard(): Notice[];
  /** A unit of the manager's. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** What was said before this was heard before it. */
  settled(): Promise<void>;
}

export function telling(house: () => House): () => Telling {
  let [line, hangUp] = [new RecordingLine(), () => {}];
  const switchboard = () => house().container.resolve<Switchboard>(Switchboard);
  beforeEach(() => {
    const { id } = house().staff.foreman;
    line = new RecordingLine({ userId: id, clientId: 'phone', sessionId: 'his', role: 'foreman' });
    hangUp = switchboard().connect(line);
  });
  afterEach(() => hangUp());
  let told: Telling;
  beforeAll(() => {
    told = {
      notifier: house().container.resolve<Notifier>(Notifier),
      sender: house().container.resolve<NoticeSender>(NoticeSender),
      heard: () => line.batches.flatMap(({ notices }) => notices),
      run: (work) => house().work.run(house().staff.manager.id, work),
      async settled() {
        await switchboard().send({ clientId: 'nobody' }, { type: 'mark', data: '0' });
      },
    };
  });
  return () => told;
}

/** As the database reports that two transactions waited for each other. */
export function aDeadlock(): Error {
  return new Prisma.PrismaClientKnownRequestError('a deadlock', { code: 'P2034', clientVersion: 'of the test' });
}
