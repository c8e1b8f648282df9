import { createHash, createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Secret, Secrets } from '../../usecases/ports/secrets.ts';

/** Without what is easily mistaken for something else: 0 O 1 l I. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export class RandomSecrets implements Secrets {
  /** @param key the installation's own. */
  constructor(private readonly key: string) {}

  id(): string {
    return randomUUID();
  }

  token(): Secret {
    return this.kept(randomBytes(32).toString('base64url'));
  }

  derived(seed: string): Secret {
    return this.kept(createHmac('sha256', this.key).update('derived secret\0').update(seed).digest('base64url'));
  }

  hash(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }

  password(): string {
    return Array.from({ length: 18 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  }

  private kept(token: string): Secret {
    return { token, hash: this.hash(token) };
  }
}
