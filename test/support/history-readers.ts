import type { Socket } from 'node:net';
import type { Client } from './client.ts';
import type { Heard } from './stream-reader.ts';
import { type Said, type Streams, said } from './streams.ts';

/** Somebody who goes on from a position: what came of it so far. */
export interface HistoryReader {
  readonly from: number;
  /** The events in the order of their coming; `system.resync` among them, `connected` and keepalives left out. */
  told(): Pick<Said, 'id' | 'event' | 'data'>[];
  /** Resolves when this was told, anywhere in the data. */
  hears(mark: string): Promise<void>;
}

export interface StuckReader extends HistoryReader {
  /** Our side of the connection, paused. */
  readonly socket: Socket;
}

/** Reads all the time. */
export async function aReader(streams: Streams, client: Client, from: number): Promise<HistoryReader> {
  const reader = await streams.listen(client, `&last_event_id=${from}`);
  const isNews = ({ data }: Heard) => data.data !== undefined;
  return {
    from,
    told: () =>
      reader.heard.filter(isNews).map(({ id, data }) => ({ id: Number(id), event: data.event, data: data.data })),
    hears: async (mark) => void (await reader.first(({ data }) => data.data?.mark === mark)),
  };
}

/** Reads nothing until its socket is resumed. */
export async function aStuckReader(streams: Streams, client: Client, from: number): Promise<StuckReader> {
  const stream = await streams.resume(client, from);
  stream.socket.pause();
  return {
    from,
    socket: stream.socket,
    told: () => stream.blocks.filter((block) => block.includes('"data":')).map(said),
    hears: (mark) => stream.until(() => stream.has(`"mark":"${mark}"`)),
  };
}
