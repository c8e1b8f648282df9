/** How long the stream waits for what. All in milliseconds. */
export interface Patience {
  /** Before the first try to connect again, until the server names another time (seed 001). */
  readonly retryMs: number;
  /** After so many tries that failed one after the other they come slowly, and the state is `offline` (seed 001). */
  readonly quickTries: number;
  /** Between the slow ones. */
  readonly slowMs: number;
  /** Without a byte for so long the connection is given up; the server says something every 30 s. */
  readonly silentMs: number;
  /** For the first word of the stream: later means that something on the way collects it. */
  readonly firstWordMs: number;
  /** What takes longer from the server to here is late. In seconds. */
  readonly lateSeconds: number;
}

export const PATIENCE: Patience = {
  retryMs: 3_000,
  quickTries: 5,
  slowMs: 60_000,
  silentMs: 75_000,
  firstWordMs: 10_000,
  lateSeconds: 5,
};

/** Doubles with each try that failed, up to the slow pace; half of it by chance, so that not all come back at once. */
export function delayBefore(failures: number, retryMs: number, { quickTries, slowMs }: Patience): number {
  const full = failures >= quickTries ? slowMs : Math.min(retryMs * 2 ** Math.max(0, failures - 1), slowMs);
  return full * (0.5 + Math.random() / 2);
}
