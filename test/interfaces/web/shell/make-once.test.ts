import { beforeEach, describe, expect, it } from '@jest/globals';
import { Refusal } from '../../../../src/interfaces/web/shell/caller.ts';
import { makeOnce, noTries, type Tries, withTry } from '../../../../src/interfaces/web/shell/make-once.ts';

/** As the server: one thing for a key, and the same answer again to whoever asks for the same. */
class Shelf {
  readonly things: string[] = [];
  private readonly made = new Map<string, { body: string; id: number }>();
  answersGetLost = false;

  create(body: string, key: string): Promise<number> {
    const before = this.made.get(key);
    if (before && before.body !== body) return Promise.reject(refusal('idempotency_key_reused'));
    if (body === 'bad') return Promise.reject(refusal('validation_failed'));
    const id = before?.id ?? this.things.push(body) - 1;
    this.made.set(key, { body, id });
    return this.answersGetLost ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(id);
  }

  change(id: number, body: string): Promise<number> {
    this.things[id] = body;
    return Promise.resolve(id);
  }
}

function refusal(code: string): Refusal {
  return new Refusal({ type: 'about:blank', title: '', status: 422, code, detail: code }, null);
}

describe('something new', () => {
  let shelf: Shelf;
  let tries: Tries<string>;
  beforeEach(() => {
    shelf = new Shelf();
    tries = noTries();
  });

  const make = (body: string) => {
    const before = tries;
    tries = withTry(tries, body);
    return makeOnce(before, body, shelf);
  };
  const tryInVain = (body: string) => expect(make(body)).rejects.toThrow();

  it('is made once though the answer was lost', async () => {
    shelf.answersGetLost = true;
    await tryInVain('a');
    shelf.answersGetLost = false;

    await make('a');

    expect(shelf.things).toEqual(['a']);
  });

  it('is what was written since, where an answer was lost and somebody has gone on writing', async () => {
    await tryInVain('bad');
    shelf.answersGetLost = true;
    await tryInVain('a');
    await tryInVain('ab');
    shelf.answersGetLost = false;

    await make('abc');

    expect(shelf.things).toEqual(['abc']);
  });

  it('is refused for what is wrong with it, and made when that is mended', async () => {
    await expect(make('bad')).rejects.toMatchObject({ problem: { code: 'validation_failed' } });

    await make('good');

    expect(shelf.things).toEqual(['good']);
  });

  it('says so where another has used its key', async () => {
    await shelf.create('of somebody else', tries.key);

    await expect(make('a')).rejects.toMatchObject({ problem: { code: 'idempotency_key_reused' } });
  });
});
