/** What pages have in place of the browser's storage where it gives none: kept until the page is closed. */
export class MemoryStorage implements Storage {
  private readonly kept = new Map<string, string>();

  get length(): number {
    return this.kept.size;
  }

  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }

  removeItem(key: string): void {
    this.kept.delete(key);
  }

  clear(): void {
    this.kept.clear();
  }

  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }
}

const IN_MEMORY = { localStorage: new MemoryStorage(), sessionStorage: new MemoryStorage() };

/** The browser's own; the same object each time. Where cookies are blocked even a look at it throws (HTML §12.2.2). */
export function browserStorage(name: 'localStorage' | 'sessionStorage'): Storage {
  try {
    return globalThis[name] ?? IN_MEMORY[name];
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return IN_MEMORY[name];
  }
}
