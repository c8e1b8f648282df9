/** Which request of the outside world is being worked on: for the log and for the record of events. */
export interface Trace {
  requestId(): string | undefined;
  run<T>(requestId: string, work: () => T): T;
}
export const Trace = Symbol('Trace');
