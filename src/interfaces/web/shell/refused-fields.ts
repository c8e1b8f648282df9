import { Refusal } from './caller.ts';
import { ruleWords } from './field-words.ts';
import type { Language } from './in-both.ts';

/** What to do about the field at `path`, or about a part of it; undefined where it was not refused. */
export type RefusedFields = (path: string) => string | undefined;

/**
 * What the server did not take of a form, said for as long as it stands there as it was sent: what has been corrected,
 * or has moved to another line, is another value.
 * @param body what would be sent now.
 */
export function refusedFields(error: Error | null, body: object, language: Language): RefusedFields {
  const { problem, asked } = error instanceof Refusal ? error : {};
  const standing = (problem?.errors ?? []).filter(({ path }) => textAt(body, path) === textAt(asked, path));
  return (path) => {
    const row = standing.find((each) => each.path === path || each.path.startsWith(`${path}.`));
    return row && ruleWords(row, language);
  };
}

function textAt(body: object | null | undefined, path: string): string | undefined {
  return JSON.stringify(path.split('.').reduce<unknown>((part, step) => Object(part)[step], body));
}
