import * as fc from "fast-check";
import { binaryText } from "../support/binary-text.ts";

/** Text with everything that may mean something to somebody: delimiters, expressions, UTF-16 order, dates, numbers. */
export const text = fc.oneof(
  binaryText({ maxLength: 8 }),
  fc.string({ unit: fc.constantFrom("!", "#", "$", ".", ":", "a", "b", "z", "é", "\uE000", "\uFFFF", "\u{1F600}") }),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.integer().map(String),
  fc.constantFrom("", "true", "null", "2020-01-01", "2020-01-01T00:00:00+00:00", "constructor", "toString", "SELECT"),
);

/** Names that an attribute may have. */
export const attributeName = text.filter((name) => name !== "" && name !== "__proto__");

/** Text that may be an id. */
export const id = text.map((some) => some.replaceAll("#", "")).filter((some) => some !== "");

export const ids = fc.array(id, { maxLength: 3 });
