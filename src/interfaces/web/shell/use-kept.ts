import { useState } from 'react';
import { browserStorage } from '../live/browser-storage.ts';

const PREFIX = 'smeta-live:kept:';

export interface Kept<Value> {
  readonly value: Value;
  keep(value: Value): void;
  /** It is done with. */
  drop(): void;
}

/** What somebody writes, kept for this tab: a phone throws pages out of its memory as soon as nobody looks. */
export function useKept<Value>(userId: number, what: string, initial: () => Value): Kept<Value> {
  const place = keptPlace<Value>(userId, what);
  const [value, setValue] = useState(() => place.read() ?? initial());
  const keep = (next: Value) => {
    setValue(next);
    place.write(next);
  };
  return { value, keep, drop: () => place.drop() };
}

/** Where it is kept. */
export function keptPlace<Value>(userId: number, what: string) {
  const storage = browserStorage('sessionStorage');
  const name = `${PREFIX}${userId}:${what}`;
  return {
    read() {
      const text = storage.getItem(name);
      return text === null ? null : (JSON.parse(text) as Value);
    },
    write: (value: Value) => storage.setItem(name, JSON.stringify(value)),
    drop: () => storage.removeItem(name),
  };
}

/** What others have written in this tab goes when somebody else signs in, whatever ended their session. */
export function dropKeptOfOthers(userId: number): void {
  const storage = browserStorage('sessionStorage');
  const names = Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? '');
  const isOthers = (name: string) => name.startsWith(PREFIX) && !name.startsWith(`${PREFIX}${userId}:`);
  for (const name of names.filter(isOthers)) storage.removeItem(name);
}
