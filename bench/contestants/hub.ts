/** A running hub, as the load sees it. */
export interface Hub {
  readonly url: string;
  /** Of the process that the streams cost: its processor time and memory are counted. */
  readonly pid: number;
  /** What opens the stream of the nth client: path and headers. */
  stream(client: number): StreamRequest;
  /** What sends `text` to all streams. */
  publish(text: string): Publication;
  stop(): Promise<void>;
}

interface StreamRequest {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Publication {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Contestant {
  readonly name: string;
  /** Starts it afresh on the core of the servers. */
  start(): Promise<Hub>;
}
