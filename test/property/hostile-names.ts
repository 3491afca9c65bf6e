import * as fc from "fast-check";

/** Text of characters from everywhere. (fast-check's own unit for that, `binary`, takes two seconds to be made.) */
export function anyText(constraints: fc.StringSharedConstraints = {}): fc.Arbitrary<string> {
  return fc.string({ unit: character, ...constraints });
}

const character = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

/** What every object inherits in JavaScript. */
const inheritedNames = [
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
  "length",
];

// Words of DynamoDB's grammar and reserved words of its, and operators of this library.
const words = ["SET", "REMOVE", "ADD", "size", "eq", "in", "exists", "AND", "OR", "NOT", "BETWEEN", "value", "name"];
const operators = ["$exists", "$size", "$not", "$and", "$or", "set", "increment", "remove", "condition", "expiry"];
const reserved = ["abort", "status", "timestamp", "ttl", "year", "hash", "range", "user", "DELETE", "nulls"];

// Text that means something in an expression, or is one.
const marks = ["a.b", "#n0", ":v0", "#", ":", ".", "a[0]", "[0]", "a = :v0", "*", ",", "(", ")", " ", "'", '"', "`"];
const expressions = [
  "#n0 = :v0, admin = :v0",
  "attribute_exists(PK)",
  ":v0) OR (#n0 = :v0",
  "a REMOVE b",
  "size(a) > :v0",
  "if_not_exists(#n0, :v0)",
];
const unusual = ["€", "größe", "\u{1F600}", "\u0000", "\uFFFF", "\u202E", "\n", "ﬁ", "K", "ß".repeat(100)];

/** Names that an attribute may have: well-formed, not empty, not `__proto__`. */
export const hostileNames: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...inheritedNames, ...words, ...operators),
  fc.constantFrom(...reserved, ...marks, ...expressions, ...unusual),
  anyText({ minLength: 1 }).filter((name) => name !== "__proto__"),
);

/** Anything that somebody may give for a name, which also makes no attribute. */
export const anyNames: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: hostileNames },
  fc.constantFrom("", "__proto__", "\uD800", "a\uDC00", "PK", "SK", "_ttl", "_timestamp", "_object_version"),
);

/** Text that lies close to that of other repositories: delimiters, what sorts beside them, NUL, what has no bytes. */
export const nearText: fc.Arbitrary<string> = fc.oneof(
  fc.string({
    unit: fc.constantFrom("a", "b", "#", "$", '"', "!", "\u0000", "é", "\uFFFF", "\u{1F600}"),
    maxLength: 4,
  }),
  fc.constantFrom("", "__proto__", "constructor", "..", "%23", "\uFF03", "a#b", "a\u0000#"),
);

/** Ids of every kind, most of which are refused. */
export const hostileIds: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: nearText },
  { weight: 2, arbitrary: anyText({ maxLength: 6 }) },
  fc.constantFrom("\uD800", "\uDC00a", "\uD800\uD800"),
  fc.constantFrom("x".repeat(1016), "x".repeat(1100), "é".repeat(600), "\u{1F600}".repeat(260), "y".repeat(2100)),
);

/** What may come in the place of a list of ids. */
export const idLists: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: fc.array(hostileIds, { maxLength: 3 }) },
  { weight: 2, arbitrary: hostileIds },
  fc.constantFrom(
    undefined,
    null,
    0,
    7,
    true,
    {},
    { length: 1, 0: "a" },
    [undefined],
    [null],
    [[]],
    [["a"]],
    [1],
    [{}],
  ),
);
