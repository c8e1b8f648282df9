import { describe, expect, it } from '@jest/globals';
import { channelKeyOf, channelsWith, mayFollow } from '../../../src/domain/channels/channel.ts';
import { ROLES } from '../../../src/domain/shared/actor.ts';

/** Who may follow which. */
function rights(sourced: string[]): Record<string, string[]> {
  const channels = channelsWith(sourced);
  return Object.fromEntries(channels.map((one) => [one.name, ROLES.filter((role) => mayFollow({ role }, one))]));
}

describe('the channels', () => {
  it('are two without any setting: crm for the office, notifications for everyone', () => {
    expect(rights([])).toEqual({ crm: ['admin', 'manager'], notifications: ['admin', 'manager', 'foreman'] });
  });

  it('are one more for each other name that has a source, for the office', () => {
    expect(rights(['notifications', 'site-orders', 'crm'])).toEqual({
      crm: ['admin', 'manager'],
      notifications: ['admin', 'manager', 'foreman'],
      'site-orders': ['admin', 'manager'],
    });
  });

  it('are heard under a key each', () => {
    expect(channelsWith([]).map(({ name }) => channelKeyOf(name))).toEqual(['channel:crm', 'channel:notifications']);
  });
});
