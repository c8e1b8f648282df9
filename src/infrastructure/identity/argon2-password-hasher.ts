import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../usecases/ports/password-hasher.ts';

/** Argon2id with the library's defaults, which are OWASP's: 19 MiB, two passes, one lane. */
export class Argon2PasswordHasher implements PasswordHasher {
  /** Of a password that nobody has: verified against where there is no person, so that it takes as long. */
  private readonly nobody = hash('nobody has this password');

  hash(password: string): Promise<string> {
    return hash(password);
  }

  async verify(known: string | null, password: string): Promise<boolean> {
    const right = await verify(known ?? (await this.nobody), password);
    return right && known !== null;
  }
}
