import { bothSidesOf } from '../audience/audience.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { Message } from './message.ts';

export type MessageCreated = DomainEvent<'message.created', Message>;

/** A message is said and stays: its change or end would mean nothing to anybody, and is refused for want of an event. */
export function messageEvents(before: Message | null, after: Message | null): MessageCreated[] {
  if (before !== null || after === null) return [];
  return [{ type: 'message.created', snapshot: after, audience: bothSidesOf(after.dialogId) }];
}
