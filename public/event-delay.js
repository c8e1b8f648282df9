/** How long a message was on its way: from the newest time that it names to its arrival. */

const NAMES = new Set(['updated_at', 'created_at', 'timestamp']);
/** Deeper than any envelope of ours; a stranger's data may be anything. */
const DEEPEST = 4;

/**
 * `exact` is false where the time was in whole seconds: then the true delay is up to a second less.
 *
 * @param {unknown} value the message, parsed
 * @param {number} arrived milliseconds
 * @returns {{ms: number, exact: boolean} | null} never below 0; null where the message names no time
 */
export function delayOf(value, arrived) {
  let newest = null;
  for (const time of timesIn(value, DEEPEST)) {
    if (Number.isFinite(time.ms) && (newest === null || time.ms > newest.ms)) newest = time;
  }
  return newest && { ms: Math.max(0, arrived - newest.ms), exact: newest.exact };
}

function* timesIn(value, depth) {
  if (typeof value !== 'object' || value === null || depth === 0) return;
  for (const [name, inner] of Object.entries(value)) {
    if (NAMES.has(name)) yield timeOf(inner);
    else yield* timesIn(inner, depth - 1);
  }
}

/** ISO 8601, or Unix seconds; anything else is no time. */
function timeOf(value) {
  if (typeof value === 'number') return { ms: value * 1000, exact: false };
  return { ms: typeof value === 'string' ? Date.parse(value) : Number.NaN, exact: true };
}

const UNITS = { ru: ['мс', 'с', 'мин', 'ч'], en: ['ms', 's', 'min', 'h'] };

/** `85 ms`, `< 1 s`, `3.2 s`, `12 min`, `5 h`, in the units of a language. */
export function delayText(delay, lang) {
  if (delay === null) return '—';
  const [millisecond, second, minute, hour] = UNITS[lang];
  const { ms, exact } = delay;
  if (ms < 1_000) return exact ? `${Math.round(ms)} ${millisecond}` : `< 1 ${second}`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} ${second}`;
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} ${minute}` : `${Math.round(ms / 3_600_000)} ${hour}`;
}
