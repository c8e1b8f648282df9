import type { RawStream } from './raw-stream.ts';
import type { OpenRaw } from './raw-streams.ts';

/** One way to ask for a stream from a position. */
export interface Way {
  readonly name: string;
  resume(lastEventId: string): Promise<RawStream>;
}

/** `header`: where the position stands; otherwise the name of the parameter. */
const PLACES = ['header', 'last_event_id', 'lastEventId'] as const;

/** Every stream that resumes by position, asked for in every way. */
export function waysOf(open: OpenRaw, token: string, paths: Readonly<Record<string, string>>): Way[] {
  return Object.entries(paths).flatMap(([kind, path]) =>
    PLACES.map((place) => ({
      name: `${kind} by ${place}`,
      resume: (lastEventId) =>
        place === 'header'
          ? open(path, { token, lastEventId })
          : open(`${path}?${place}=${encodeURIComponent(lastEventId)}`, { token }),
    })),
  );
}

/** How often a stream was told to fetch anew, and why. */
export function resyncsOf(stream: RawStream): string[] {
  const found = stream.text.matchAll(/system\.resync.*?"reason":"(\w+)"/gs);
  return [...found].map(([, reason]) => reason as string);
}
