import { describe, expect, test } from "vitest";
import { checkHistory, type Kinds } from "./check-history.ts";
import type { Action, BatchSeen, History, ListSeen, Outcome, Step, StoredRecord } from "./history.ts";

const kinds: Kinds = { still: ["still"], counters: ["counter"], once: ["once"] };

const state = (text: string, version = 1, count = 0): StoredRecord => ({ version, text, count });
const done = (version?: number): Outcome => ({ kind: "done", version });
const found = (stored: StoredRecord | undefined): Outcome => ({ kind: "found", state: stored });
const unknown: Outcome = { kind: "unknown", error: "TimeoutError" };
const put = (text: string): Action => ({ kind: "put", text, count: 0 });
const add: Action = { kind: "update", add: 1 };
const read: Action = { kind: "read" };
const onceOf = (text: string, guarantee: "likely" | "exactly-once" = "exactly-once"): Action => ({
  kind: "write-once",
  guarantee,
  text,
  count: 0,
});

/** A step on record "a" from `begin` to `end`, sent once. */
function step(
  action: Action,
  outcome: Outcome,
  [begin, end]: readonly [number, number],
  more: Partial<Step> = {},
): Step {
  return { client: 0, record: "a", action, outcome, begin, end, sent: 1, ...more };
}

interface Given {
  readonly steps?: readonly Step[];
  readonly lists?: readonly ListSeen[];
  readonly batches?: readonly BatchSeen[];
  readonly before?: Readonly<Record<string, StoredRecord>>;
  readonly after?: Readonly<Record<string, StoredRecord>>;
}

function problemsOf({ steps = [], lists = [], batches = [], before = {}, after = {} }: Given): readonly string[] {
  const ends = { before: new Map(Object.entries(before)), after: new Map(Object.entries(after)) };
  return checkHistory({ steps, lists, batches, surprises: [], ...ends } satisfies History, kinds);
}

describe("a history is refused in which", () => {
  const refused: [string, Given, string][] = [
    ["an acknowledged put is not stored", { steps: [step(put("x"), done(1), [0, 1])] }, "is stored in the end"],
    [
      "a later acknowledged put is overwritten by an earlier one",
      {
        steps: [step(put("x"), done(1), [0, 1]), step(put("y"), done(1), [2, 3])],
        after: { a: state("x") },
      },
      "is stored in the end",
    ],
    [
      "of two updates one is lost",
      {
        before: { a: state("x") },
        steps: [step(add, done(2), [0, 1]), step(add, done(3), [2, 3])],
        after: { a: state("x", 2, 1) },
      },
      "is stored in the end",
    ],
    [
      "a deleted record comes back",
      { before: { a: state("x") }, steps: [step({ kind: "delete" }, done(), [0, 1])], after: { a: state("x") } },
      "is stored in the end",
    ],
    [
      "something is stored that nobody has written",
      { before: { a: state("x") }, after: { a: state("y") } },
      "is stored in the end",
    ],
    [
      "a version is given to two writers",
      {
        before: { a: state("x") },
        steps: [step(add, done(2), [0, 1]), step(add, done(2), [0, 2])],
        after: { a: state("x", 3, 2) },
      },
      "no order of the calls explains",
    ],
    [
      "two writers replace the same version",
      {
        before: { a: state("x") },
        steps: ["y", "z"].map((text, index) =>
          step({ kind: "put", text, count: 0, requireVersion: 1 }, done(2), [index, 5 + index]),
        ),
        after: { a: state("z", 2) },
      },
      "no order of the calls explains",
    ],
    [
      "an increment that was sent once is counted twice",
      { before: { a: state("x") }, steps: [step(add, unknown, [0, 1])], after: { a: state("x", 3, 2) } },
      "is stored in the end",
    ],
    [
      "a put is carried out again after it was acknowledged",
      {
        steps: [step(put("x"), done(1), [0, 1], { sent: 2 }), step(put("y"), done(1), [2, 3])],
        after: { a: state("x") },
      },
      "is stored in the end",
    ],
    [
      "a read does not see what was acknowledged before it",
      {
        steps: [step(put("x"), done(1), [0, 1]), step(read, found(undefined), [2, 3])],
        after: { a: state("x") },
      },
      "no order of the calls explains",
    ],
    [
      "reads see an unknown write come and go",
      {
        steps: [
          step(put("x"), unknown, [0, 9]),
          step(read, found(state("x")), [1, 2]),
          step(read, found(undefined), [3, 4]),
        ],
        after: { a: state("x") },
      },
      "no order of the calls explains",
    ],
    [
      "what was never sent is stored",
      { steps: [step(put("x"), unknown, [0, 1], { sent: 0 })], after: { a: state("x") } },
      "is stored in the end",
    ],
    [
      "what was never sent is acknowledged",
      { steps: [step(put("x"), done(1), [0, 1], { sent: 0 })], after: { a: state("x") } },
      "no order of the calls explains",
    ],
    [
      "a refusal shows a record that was never so",
      {
        before: { a: state("x", 2) },
        steps: [
          step(
            { kind: "update", add: 1, currentVersion: 1 },
            { kind: "refused", reason: "version", current: state("z", 2) },
            [0, 1],
          ),
        ],
        after: { a: state("x", 2) },
      },
      "no order of the calls explains",
    ],
    [
      "a record that was there is reported as created",
      {
        before: { a: state("x") },
        steps: [step(onceOf("y"), { kind: "created" }, [0, 1])],
        after: { a: state("y", 2) },
      },
      "no order of the calls explains",
    ],
    [
      "what is different is reported as unchanged",
      {
        before: { a: state("x") },
        steps: [step(onceOf("y"), { kind: "unchanged" }, [0, 1])],
        after: { a: state("x") },
      },
      "no order of the calls explains",
    ],
    [
      "two writers report the same write",
      {
        steps: [
          step(onceOf("x"), { kind: "created" }, [0, 3], { record: "once" }),
          step(onceOf("x"), { kind: "created" }, [1, 2], { record: "once" }),
        ],
        after: { once: state("x") },
      },
      "2 writers were told that they wrote it",
    ],
    [
      "a write once that is likely writes another version than the next",
      {
        before: { a: state("x", 4) },
        steps: [step(onceOf("y", "likely"), { kind: "replaced" }, [0, 1])],
        after: { a: state("y", 1) },
      },
      "is stored in the end",
    ],
    [
      "what is never to be sent again is sent twice",
      { steps: [step(put("x"), done(1), [0, 1], { sent: 2, isSentOnce: true })], after: { a: state("x") } },
      "put was sent 2 times, although never to be sent again",
    ],
    [
      "a counter misses an acknowledged increment",
      {
        before: { counter: state("n") },
        steps: [step(add, done(2), [0, 1], { record: "counter" })],
        after: { counter: state("n") },
      },
      "1 increments were acknowledged",
    ],
    [
      "a counter has more than was sent",
      {
        before: { counter: state("n") },
        steps: [step(add, unknown, [0, 1], { record: "counter" })],
        after: { counter: state("n", 3, 2) },
      },
      "at most 1 may have been made, 2 were counted",
    ],
    [
      "a list skips a record that stood still",
      { lists: [{ call: "list", isAscending: true, records: ["a", "b"] }] },
      "skipped, although nothing changed them: still",
    ],
    [
      "a list repeats a record",
      { lists: [{ call: "list", isAscending: true, records: ["a", "a", "still"] }] },
      "out of order, or twice",
    ],
    [
      "a list is out of order",
      { lists: [{ call: "list", isAscending: false, records: ["a", "still"] }] },
      "out of order, or twice",
    ],
    [
      "a batch loses sight of a record",
      { batches: [batch({ done: 1, unfinished: ["c"] })] },
      "of 3 the error counts 1 as done",
    ],
    ["a batch lists a record twice", { batches: [batch({ done: 1, unfinished: ["b", "b"] })] }, "listed twice"],
    ["a batch lists out of order", { batches: [batch({ done: 1, unfinished: ["c", "b"] })] }, "listed twice"],
    ["a batch lists what it was not given", { batches: [batch({ done: 2, unfinished: ["z"] })] }, "never given"],
    ["the rest is not the end", { batches: [batch({ done: 2, rest: ["b"] })] }, "is not the end of the source"],
    ["a list has a rest", { batches: [batch({ done: 2, rest: ["c"], isLazy: false })] }, "a list has no rest"],
  ];

  test.each(refused)("%s", (_name, given, problem) => {
    expect(problemsOf(given).join("\n")).toContain(problem);
  });
});

describe("a history is explained in which", () => {
  const explained: [string, Given][] = [
    ["an unknown put was carried out", { steps: [step(put("x"), unknown, [0, 1])], after: { a: state("x") } }],
    ["an unknown put was not carried out", { steps: [step(put("x"), unknown, [0, 1])] }],
    [
      "of two puts at the same time the one that began first is stored last",
      { steps: [step(put("x"), done(1), [0, 3]), step(put("y"), done(1), [1, 2])], after: { a: state("x") } },
    ],
    [
      "an increment with a lost answer was sent again, and counted twice",
      { before: { a: state("x") }, steps: [step(add, done(3), [0, 1], { sent: 2 })], after: { a: state("x", 3, 2) } },
    ],
    [
      "an update with a version meets what it has done itself",
      {
        before: { a: state("x") },
        steps: [
          step(
            { kind: "update", add: 1, currentVersion: 1 },
            { kind: "refused", reason: "version", current: state("x", 2, 1) },
            [0, 1],
            { sent: 2 },
          ),
        ],
        after: { a: state("x", 2, 1) },
      },
    ],
    [
      "a put that was sent twice is overwritten in between, and seen",
      {
        steps: [
          step(put("x"), done(1), [0, 9], { sent: 2 }),
          step(read, found(state("x")), [1, 2]),
          step(put("y"), done(1), [3, 4]),
          step(read, found(state("y")), [5, 6]),
        ],
        after: { a: state("x") },
      },
    ],
    [
      "of two writers that write once, one reports and one finds it unchanged",
      {
        steps: [step(onceOf("x"), { kind: "created" }, [0, 3]), step(onceOf("x"), { kind: "unchanged" }, [1, 2])],
        after: { a: state("x") },
      },
    ],
    [
      "a write once whose answer was lost finds its own write unchanged",
      {
        steps: [step(onceOf("x"), { kind: "unchanged" }, [0, 1], { sent: 2 })],
        after: { a: state("x") },
      },
    ],
    [
      "two likely writers both report",
      {
        steps: [
          step(onceOf("x", "likely"), { kind: "created" }, [0, 3]),
          step(onceOf("x", "likely"), { kind: "created" }, [1, 2]),
        ],
        after: { a: state("x") },
      },
    ],
    [
      "a list is whole, in descending order",
      { lists: [{ call: "list", isAscending: false, records: ["still", "a"] }] },
    ],
    ["a batch accounts for everything", { batches: [batch({ done: 1, unfinished: ["b"], rest: ["c"] })] }],
  ];

  test.each(explained)("%s", (_name, given) => {
    expect(problemsOf(given)).toEqual([]);
  });
});

/** A lazy batch of a, b and c. */
function batch(more: Partial<BatchSeen>): BatchSeen {
  return { call: "batch", given: ["a", "b", "c"], isLazy: true, unfinished: [], rest: [], ...more };
}
