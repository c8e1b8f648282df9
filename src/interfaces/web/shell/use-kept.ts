import { useState } from 'react';

export interface Kept<Value> {
  readonly value: Value;
  keep(value: Value): void;
  /** It is done with. */
  drop(): void;
}

/** What somebody writes, kept for this tab: a phone throws pages out of its memory as soon as nobody looks. */
export function useKept<Value>(name: string, initial: () => Value): Kept<Value> {
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
