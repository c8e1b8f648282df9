import type { MessageWire } from '../../wire/dialog-wire.ts';

/** An answer that the server has not stored yet. */
export interface Unsent {
  /** One for all tries: it is said once. */
  readonly key: string;
  readonly text: string;
  readonly failed: boolean;
  /** The newest message when it was said. */
  readonly after: number;
}

/**
 * What was said, oldest first, each once. A message is never changed and never taken back, so what came by one way adds
 * to what came by another and drops nothing (the bug of seed 003: messages that appear and vanish).
 */
export function joined(...parts: readonly (readonly MessageWire[])[]): readonly MessageWire[] {
  const byId = new Map(parts.flat().map((message) => [message.id, message]));
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

/** Without those that are stored: the stream may bring what was said before the answer to its request does. */
export function stillUnsent(unsent: readonly Unsent[], messages: readonly MessageWire[]): readonly Unsent[] {
  const stored = messages.filter(({ sender }) => sender === 'operator');
  return unsent.filter(({ text, after }) => {
    const place = stored.findIndex((message) => message.id > after && message.text === text);
    if (place >= 0) stored.splice(place, 1);
    return place < 0;
  });
}
