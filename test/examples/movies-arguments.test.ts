import { expect, test } from "vitest";
import { ArgumentError, parseArguments } from "../../examples/movies/src/arguments.ts";

test.each([
  [[], { path: undefined, wantsHelp: false }],
  [["--path", "movies.db"], { path: "movies.db", wantsHelp: false }],
  [["--path=movies.db"], { path: "movies.db", wantsHelp: false }],
  [["--help"], { path: undefined, wantsHelp: true }],
])("%j are good arguments", (args, expected) => {
  expect(parseArguments(args)).toEqual(expected);
});

test.each([
  [["--path"], "argument missing"],
  [["--path="], "--path needs the name of a file"],
  [["movies.db"], "Unexpected argument 'movies.db'"],
  [["--path", "--help"], "argument is ambiguous"],
])("%j are refused", (args, message) => {
  expect(() => parseArguments(args)).toThrow(ArgumentError);
  expect(() => parseArguments(args)).toThrow(message);
});
