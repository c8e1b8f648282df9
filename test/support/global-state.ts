/** What the set-up started, for the teardown: both run in the same process. */
const state = globalThis as unknown as {
  smetaOwned?: { stop(): Promise<void> }[];
  smetaNotRun?: string[];
};
state.smetaOwned ??= [];
state.smetaNotRun ??= [];

export const owned = state.smetaOwned;
/** What this machine could not run, and why: said in the last lines. */
export const notRun = state.smetaNotRun;
