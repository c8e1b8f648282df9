import type { RawStream } from './raw-stream.ts';

/** One message of a dialog, as its stream told it. */
export interface Told {
  /** Its position. */
  readonly position: number;
  readonly id: number;
  readonly text: string;
}

const BLOCK = /^event: message\nid: (\d+)\ndata: (.*)$/;

/** The messages that a stream told so far, in the order of their coming. */
export function toldOf(stream: RawStream): Told[] {
  return stream.blocks.flatMap((block) => {
    const [, position, data] = BLOCK.exec(block) ?? [];
    if (data === undefined) return [];
    const { id, text } = JSON.parse(data).message;
    return [{ position: Number(position), id, text }];
  });
}

export function textsOf(stream: RawStream): string[] {
  return toldOf(stream).map(({ text }) => text);
}

/** Resolves when a message with this number was told. */
export function tells(stream: RawStream, id: number): Promise<void> {
  return stream.until(() => stream.has(`"message":{"id":${id},`));
}

/** Resolves with the position from which a stream goes on, once it said so. */
export async function begun(stream: RawStream): Promise<number> {
  await stream.until(() => stream.blocks.length > 0);
  return Number(/^retry: 5000\nid: (\d+)$/.exec(stream.blocks[0] ?? '')?.[1]);
}
