import type { NewPerson, PersonChange, PersonWire } from '../../wire/user-wire.ts';

/** Somebody as he is written; without a password he keeps the one that he has. */
export type PersonDraft = Required<NewPerson>;

export const NOBODY_YET: PersonDraft = { name: '', email: '', role: 'foreman', password: '', active: true };

export function draftOf({ name, email, role, active }: PersonWire): PersonDraft {
  return { name, email, role, active, password: '' };
}

/** What differs from `before`, so that what another admin has changed meanwhile stays. */
export function changeOf(before: PersonDraft, draft: PersonDraft): PersonChange {
  const names = Object.keys(draft) as (keyof PersonDraft)[];
  return Object.fromEntries(names.filter((name) => draft[name] !== before[name]).map((name) => [name, draft[name]]));
}
