import { useState } from 'react';

const PREFIX = 'smeta-live:kept:';

export interface Kept<Value> {
  readonly value: Value;
  keep(value: Value): void;
  /** It is done with. */
  drop(): void;
}

/** What somebody writes, kept for this tab: a phone throws pages out of its memory as soon as nobody looks. */
export function useKept<Value>(userId: number, what: string, initial: () => Value): Kept<Value> {
  const name = `${PREFIX}${userId}:${what}`;
  const [value, setValue] = useState<Value>(() => {
    const text = sessionStorage.getItem(name);
    return text ? (JSON.parse(text) as Value) : initial();
  });
  const keep = (next: Value) => {
    sessionStorage.setItem(name, JSON.stringify(next));
    setValue(next);
  };
  return { value, keep, drop: () => sessionStorage.removeItem(name) };
}

/** What others have written in this tab goes when somebody else signs in, whatever ended their session. */
export function dropKeptOfOthers(userId: number): void {
  const names = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));
  for (const name of names) if (!name.startsWith(`${PREFIX}${userId}:`)) sessionStorage.removeItem(name);
}
