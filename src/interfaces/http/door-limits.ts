/** How long one connection may take over a request. All in milliseconds. */
export interface DoorLimits {
  /** Until the head of a request is there, from the connection on, or from its first byte. */
  readonly headMs: number;
  /** Until all of it is there, the body included: the largest at 17 kbit/s by default. */
  readonly requestMs: number;
  /** How often these two are looked at. */
  readonly lookMs: number;
  /** Without a byte in either direction while an answer is being made or taken. Streams have bounds of their own. */
  readonly idleMs: number;
  /** For the rest of a body that was answered without being read: so that its sender sees the answer. */
  readonly lingerMs: number;
}
export const DoorLimits = Symbol('DoorLimits');

/** Slow is allowed, for ever is not. */
export const DOOR_LIMITS: DoorLimits = {
  headMs: 20_000,
  requestMs: 120_000,
  lookMs: 5_000,
  idleMs: 120_000,
  lingerMs: 5_000,
};
