/** Whoever asks the same within one turn of the event loop shares one answer, read after all of them asked. */
export function sharedRead<Question, Answer>(
  nameOf: (question: Question) => string,
  read: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  const asked = new Map<string, Promise<Answer>>();
  return (question) => {
    const name = nameOf(question);
    const begun = asked.get(name);
    if (begun) return begun;
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      asked.delete(name);
      return read(question);
    });
    asked.set(name, answer);
    return answer;
  };
}
