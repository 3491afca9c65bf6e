import { expect, test } from "vitest";
import { killDuring, lazily, type RowContent, rowsOf, textsByIdOf } from "./killed-engine.ts";

const given = rowsOf(750);

test.each([
  ["a list, at the first answer", (contents: readonly RowContent[]) => contents, 1],
  ["a list, half way", (contents: readonly RowContent[]) => contents, 350],
  ["a lazy source, at the first answer", lazily<RowContent>, 1],
  ["a lazy source, half way", lazily<RowContent>, 350],
] as const)(
  "an engine killed during putBatch of %s keeps what was acknowledged, and the rest completes it",
  async (_name, source, when) => {
    const killed = await killDuring(given, [], (rows, kill, isFirst, left) => {
      const onProgress = ({ records }: { readonly records: number }): void => {
        if (records >= when) kill();
      };
      return rows.putBatch(source(left), isFirst ? { onProgress } : {});
    });
    expect(killed.stored).toMatchObject(killed.acknowledged);
    expect(Object.keys(killed.acknowledged)).toHaveLength(killed.written);
    expect(killed.written + killed.unwritten + killed.rest).toBe(given.length);
    expect(killed.written).toBeGreaterThanOrEqual(when);
    expect(killed.written).toBeLessThan(given.length);
    expect(killed.rest > 0).toBe(source === lazily);
    expect(killed.completed).toEqual(textsByIdOf(given));
  },
);
