import type { LiveStream } from './live-stream.ts';
import type { StreamLimits } from './stream-limits.ts';

/** Who holds which streams: so many of one kind at most. */
export class HeldStreams {
  /** By kind and holder, in the order of their opening. */
  private readonly byHolder = new Map<string, Set<LiveStream>>();

  constructor(private readonly most: StreamLimits['perHolder']) {}

  /** Answers the oldest where it is one too many. */
  add(stream: LiveStream): LiveStream | null {
    const name = holderOf(stream);
    if (name === null) return null;
    const held = this.byHolder.get(name) ?? new Set();
    this.byHolder.set(name, held.add(stream));
    const most = this.most[stream.nature.kind];
    const [oldest] = held;
    return most === 0 || held.size <= most || !oldest ? null : oldest;
  }

  remove(stream: LiveStream): void {
    const name = holderOf(stream);
    if (name === null) return;
    const held = this.byHolder.get(name);
    held?.delete(stream);
    if (held?.size === 0) this.byHolder.delete(name);
  }
}

function holderOf({ nature: { kind, holder } }: LiveStream): string | null {
  return holder === null ? null : `${kind} ${holder}`;
}
