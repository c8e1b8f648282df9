export const ROLES = ['admin', 'manager', 'foreman'] as const;
export type Role = (typeof ROLES)[number];

/** Who does something: a signed-in person, in the role that he has now. */
export interface Actor {
  readonly id: number;
  readonly role: Role;
}

/** Managers and admins see every project and every estimate; foremen only their own. */
export function seesEverything(actor: { readonly role: Role }): boolean {
  return actor.role !== 'foreman';
}
