export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long for a missing hash (an unknown person) as for a wrong password, and answers false. */
  verify(hash: string | null, password: string): Promise<boolean>;
}
export const PasswordHasher = Symbol('PasswordHasher');
