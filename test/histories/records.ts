/** Records of a history by what happens to them. Their ids are mixed, so that ranges hold some of each. */
const ids = (kind: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${String((index * 37) % 100).padStart(2, "0")}-${kind}`);

/** Nothing ever changes them. */
export const still: readonly string[] = [...ids("still", 8), "é-still", "\u{1f600}-still", "\uffee-still"];

/** Everybody does everything to them. */
export const contested: readonly string[] = ids("contested", 3);

/** They are there from the beginning, and only ever incremented. */
export const counters: readonly string[] = ids("counter", 2);

/** Only written once, exactly, and always with the same content. */
export const once: readonly string[] = ids("once", 4);

/** Written in batches. */
export const bulk: readonly string[] = ids("bulk", 36);

/** Never there. */
export const missing: readonly string[] = ids("missing", 80);

export const onceContent = { text: "once", count: 0 };
