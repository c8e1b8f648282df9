import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SessionRepository } from '../../../src/domain/people/people-repository.ts';
import type { NewSession } from '../../../src/domain/people/session.ts';
import { inEachHouse } from '../../support/house.ts';

inEachHouse((house) => {
  describe('a repository of sessions', () => {
    const later = (ms: number) => new Date(house().clock.now().getTime() + ms);
    const sessions = () => house().container.resolve<SessionRepository>(SessionRepository);
    const inUnit = <T>(work: () => Promise<T>) => house().work.run(null, work);
    const opened = async (given: Partial<NewSession> = {}): Promise<string> => {
      const id = randomUUID();
      const { foreman } = house().staff;
      const session = {
        id,
        userId: foreman.id,
        createdAt: later(0),
        expiresAt: later(1_000),
        ...given,
      };
      await inUnit(() => sessions().add(session, id));
      return id;
    };

    it('gives back a session with whose it is', async () => {
      const id = await opened();

      const found = await sessions().find(id);

      expect(found).toEqual({
        session: { id, userId: house().staff.foreman.id, expiresAt: later(1_000), revokedAt: null },
        user: house().staff.foreman,
      });
    });

    it('finds nothing under an id that was never given', async () => {
      expect(await sessions().find(randomUUID())).toBeNull();
    });

    it('revokes', async () => {
      const id = await opened();

      await inUnit(() => sessions().revoke(id, later(5)));

      expect((await sessions().find(id))?.session.revokedAt).toEqual(later(5));
    });

    it('picks those in which somebody may act: not revoked, not expired, of an active person', async () => {
      const [live, revoked, expired] = [await opened(), await opened(), await opened({ expiresAt: later(0) })];
      await inUnit(() => sessions().revoke(revoked, later(0)));
      const gone = await house().hire('бывший', 'foreman', false);
      const ofGone = await opened({ userId: gone.id });

      const found = await sessions().liveAmong([live, revoked, expired, ofGone, randomUUID()], later(0));

      expect(found).toEqual([live]);
      expect(await sessions().liveAmong([live], later(999))).toEqual([live]);
      expect(await sessions().liveAmong([live], later(1_000))).toEqual([]);
    });

    it('tells the instances of what is opened and revoked, and no secret of it', async () => {
      const id = await opened();
      await inUnit(() => sessions().revoke(id, later(5)));

      const events = await house().events(`session:${id}`);

      expect(events.map(({ type, audience, stream }) => [type, audience, stream])).toEqual([
        ['session.opened', ['program'], 'system'],
        ['session.revoked', ['program'], 'system'],
      ]);
      expect(Object.keys(JSON.parse(events[1]?.data ?? ''))).toEqual([
        'session_id',
        'user_id',
        'expires_at',
        'revoked_at',
      ]);
    });
  });
});
