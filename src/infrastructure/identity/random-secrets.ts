import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Secrets } from '../../usecases/ports/secrets.ts';

/** Without what is easily mistaken for something else: 0 O 1 l I. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export class RandomSecrets implements Secrets {
  id(): string {
    return randomUUID();
  }

  token(): { token: string; hash: string } {
    const token = randomBytes(32).toString('base64url');
    return { token, hash: createHash('sha256').update(token).digest('hex') };
  }

  password(): string {
    return Array.from({ length: 18 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  }
}
