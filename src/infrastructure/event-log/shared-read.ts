export interface Sharing {
  /** For so long an answer is given to others who ask the same, in milliseconds, */
  readonly keptMs: number;
  /** and so many are kept at most. */
  readonly most: number;
}

const NOT_KEPT: Sharing = { keptMs: 0, most: 0 };

/**
 * Whoever asks the same within one turn of the event loop shares one answer, read after all of them asked. What never
 * changes may also be kept for a while.
 */
export function sharedRead<Question, Answer>(
  nameOf: (question: Question) => string,
  read: (question: Question) => Promise<Answer>,
  { keptMs, most }: Sharing = NOT_KEPT,
): (question: Question) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (question) => {
    const name = nameOf(question);
    const begun = answers.get(name);
    if (begun) return begun;
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      if (keptMs === 0) answers.delete(name);
      return read(question);
    });
    answers.set(name, answer);
    if (keptMs > 0) keep(name, answer);
    return answer;
  };

  function keep(name: string, answer: Promise<Answer>): void {
    const forget = () => {
      if (answers.get(name) === answer) answers.delete(name);
    };
    answer.then(() => setTimeout(forget, keptMs).unref(), forget);
    const [oldest] = answers.keys();
    if (oldest !== undefined && answers.size > most) answers.delete(oldest);
  }
}
