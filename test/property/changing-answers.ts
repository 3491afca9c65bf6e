const answers: readonly unknown[] = ["first", 5, null, { a: 1 }, "last"];

/** For a getter that says something else each time it is asked; `"early"` the first `late` times. */
export function changingAnswers(late: number): () => unknown {
  let asked = -late;
  return () => (asked++ < 0 ? "early" : answers[(asked - 1) % answers.length]);
}
