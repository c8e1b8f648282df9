import { type Framing, toBytes } from './sse-encoder.ts';

/** Makes the bytes of a batch once for all streams that get it, whatever their number: kept by its identity. */
export function batchEncoder<Batch extends object>(
  textOf: (batch: Batch) => string,
): (batch: Batch, framing: Framing) => Buffer {
  const frames = new WeakMap<Batch, Partial<Record<Framing, Buffer>>>();
  return (batch, framing) => {
    const made = frames.get(batch) ?? {};
    frames.set(batch, made);
    made[framing] ??= toBytes(textOf(batch), framing);
    return made[framing];
  };
}
