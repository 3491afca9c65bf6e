import { expect, test } from "vitest";
import { WriteOnceRepository } from "../../packages/standard-dynamo/src/index.ts";
import { killDuring, lazily, type RowContent, rowsOf, textsByIdOf } from "./killed-engine.ts";

const given = rowsOf(450);
/** A third is there as it is to be, a third is to be replaced. */
const before = [...rowsOf(150), ...rowsOf(300, "old").slice(150)];
const list = (contents: readonly RowContent[]): readonly RowContent[] => contents;

test.each([
  ["likely", "a list", list],
  ["likely", "a lazy source", lazily<RowContent>],
  ["exactly-once", "a list", list],
  ["exactly-once", "a lazy source", lazily<RowContent>],
] as const)(
  "an engine killed during write once (%s) of %s keeps what was acknowledged, and the rest completes it",
  async (guarantee, _name, source) => {
    const told: RowContent[] = [];
    const killed = await killDuring(given, before, (rows, kill, isFirst, left) => {
      const onWritten = (content: RowContent): void => {
        if (isFirst && told.push(content) === 110) kill();
      };
      return new WriteOnceRepository(rows, { guarantee, bufferSize: 100, onWritten }).write(source(left));
    });
    expect(killed.stored).toMatchObject(killed.acknowledged);
    expect(killed.acknowledged).toMatchObject(textsByIdOf(told));
    expect(killed.written).toBe(told.length);
    expect(Object.keys(killed.acknowledged).length + killed.unwritten + killed.rest).toBe(given.length);
    expect(killed.written).toBeGreaterThanOrEqual(110);
    expect(killed.written).toBeLessThan(300);
    expect(killed.rest > 0).toBe(source === lazily);
    expect(killed.completed).toEqual(textsByIdOf(given));
  },
);
