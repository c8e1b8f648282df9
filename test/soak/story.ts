/** A row of the event log. */
export interface LoggedEvent {
  readonly position: number;
  readonly type: string;
  /** `estimate:17` */
  readonly subject: string;
  readonly audience: readonly string[];
  /** JSON, as it is stored. */
  readonly data: string;
  readonly requestId: string | null;
}

/** An estimate or a project that is there in the end. */
export interface KeptRow {
  readonly subject: string;
  readonly version: number;
}

/** An event that a reader got. */
export interface Hearing {
  readonly position: number;
  readonly type: string;
  /** JSON, as it came. */
  readonly data: string;
  /** The newest position that anybody had heard when this reader's stream was asked for. */
  readonly openedAt: number;
}

export interface ReaderStory {
  readonly name: string;
  /** `role:manager`, `user:7` */
  readonly key: string;
  readonly hearings: readonly Hearing[];
  /** How often he was told to fetch anew, which nobody is within the days that history is kept. */
  readonly resyncs: number;
}

/** A change that was answered with success. */
export interface Acknowledged {
  readonly type: string;
  readonly subject: string;
  /** Null for a deletion, whose answer has none. */
  readonly version: number | null;
}

/** Everything that happened, from all sides. */
export interface Story {
  readonly log: readonly LoggedEvent[];
  readonly rows: readonly KeptRow[];
  readonly readers: readonly ReaderStory[];
  readonly acknowledged: readonly Acknowledged[];
  /** The request ids of answers that refused. */
  readonly refused: readonly string[];
  /** What nobody should ever see: answers of 500, errors that the server logged. */
  readonly faults: readonly string[];
}

/** What the sides disagree about: a line for each. */
export interface Findings {
  readonly lost: string[];
  readonly doubled: string[];
  readonly leaked: string[];
  /** Told otherwise than it was, or never happened. */
  readonly untrue: string[];
}

export function nothingFound(): Findings {
  return { lost: [], doubled: [], leaked: [], untrue: [] };
}
