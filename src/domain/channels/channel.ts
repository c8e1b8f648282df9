import { ROLES, type Role } from '../shared/actor.ts';

/** News of another system, passed on as that system says them. */
export interface Channel {
  readonly name: string;
  /** Who may follow it. */
  readonly roles: readonly Role[];
}

/** How a channel stands with its source. `unconfigured`: there is none, or it said that it has nothing more to say. */
export type UpstreamState = 'connected' | 'reconnecting' | 'unconfigured';

/** The channel of signs of life: it is open to anyone and has no source, so no other may bear its name. */
export const HEARTBEAT_CHANNEL = 'heartbeat';

const OFFICE: readonly Role[] = ['manager', 'admin'];

/** There always, with a source or without. */
const BUILT_IN: readonly Channel[] = [
  { name: 'crm', roles: OFFICE },
  { name: 'notifications', roles: ROLES },
];

/** The built-in channels, and one more for the office for each other name that has a source. */
export function channelsWith(sourced: Iterable<string>): Channel[] {
  const others = [...sourced].filter((name) => !BUILT_IN.some((channel) => channel.name === name));
  return [...BUILT_IN, ...others.map((name) => ({ name, roles: OFFICE }))];
}

export function mayFollow(actor: { readonly role: Role }, channel: Channel): boolean {
  return channel.roles.includes(actor.role);
}

/** Under which key the events of a channel are kept and heard. */
export function channelKeyOf(name: string): `channel:${string}` {
  return `channel:${name}`;
}
