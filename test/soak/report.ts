import { audit } from './audit.ts';
import type { Soaked } from './soak.ts';
import type { Findings } from './story.ts';

/** Of each kind of finding, so many are told in full. */
const TOLD = 10;

/** What a run was like and what was found, line by line. */
export function reportOf(soaked: Soaked, seed: number): { lines: string[]; good: boolean } {
  const { story, kills, restarts, pauses, answersLost, streams, database } = soaked;
  const findings = audit(story);
  const heard = story.readers.reduce((sum, { hearings }) => sum + hearings.length, 0);
  const good = Object.values(findings).every((kind) => kind.length === 0);
  const lines = [
    `on ${database}: ${story.log.length} events, ${kills} kills, ${restarts} restarts, ${pauses} pauses`,
    `${story.acknowledged.length} changes done, ${story.refused.length} refused, ${answersLost} answers lost on their way`,
    `${story.readers.length} readers heard ${heard} events on ${streams} streams`,
    `lost = ${findings.lost.length}, doubled = ${findings.doubled.length}, leaked = ${findings.leaked.length}, ` +
      `untrue = ${findings.untrue.length}`,
    `seed ${seed}`,
  ];
  return { lines: [...lines, ...told(findings)], good };
}

function told(findings: Findings): string[] {
  return Object.entries(findings).flatMap(([kind, all]: [string, string[]]) => {
    const more = all.length > TOLD ? [`${kind}: and ${all.length - TOLD} more`] : [];
    return [...all.slice(0, TOLD).map((what) => `${kind}: ${what}`), ...more];
  });
}
