import type { AttributeValue } from "standard-dynamo";

/** A value as Python stores it, and what it is here. */
export interface Sample {
  readonly stored: AttributeValue;
  readonly value: unknown;
  readonly decimals?: readonly string[];
}

/** One for each row of the guide's table of types, by its first column. */
export const samples: Readonly<Record<string, Sample>> = {
  "`str`": { stored: { S: "é" }, value: "é" },
  "`bool`": { stored: { BOOL: true }, value: true },
  "`int`": { stored: { N: "-7" }, value: -7 },
  "`int` from 2^53": { stored: { N: "9007199254740993" }, value: 9007199254740993n },
  "`float`": { stored: { N: "1.5" }, value: 1.5 },
  "`Decimal`, in `decimals`": {
    stored: { N: "0.12345678901234567890123456789" },
    value: "0.12345678901234567890123456789",
    decimals: ["field"],
  },
  "`bytes`": { stored: { B: new Uint8Array([0, 255]) }, value: new Uint8Array([0, 255]) },
  "`datetime`": { stored: { S: "2023-04-29T12:34:56.789012+00:00" }, value: new Date("2023-04-29T12:34:56.789Z") },
  "`date`": { stored: { S: "2023-04-29" }, value: "2023-04-29" },
  "`time`": { stored: { S: "12:34:56.789012" }, value: "12:34:56.789012" },
  "`UUID`": {
    stored: { S: "00000000-0000-4000-8000-000000000001" },
    value: "00000000-0000-4000-8000-000000000001",
  },
  "`Enum` of text": { stored: { S: "two" }, value: "two" },
  "`IntEnum`": { stored: { N: "2" }, value: 2 },
  "`Optional[str]`": { stored: { NULL: true }, value: null },
  '`str = "x"`': { stored: { S: "y" }, value: "y" },
  "`List[str]`": { stored: { L: [{ S: "a" }, { S: "b" }] }, value: ["a", "b"] },
  "`Tuple[int, str]`": { stored: { L: [{ N: "1" }, { S: "a" }] }, value: [1, "a"] },
  "`Set[str]`": { stored: { L: [{ S: "b" }, { S: "a" }] }, value: new Set(["a", "b"]) },
  "`Dict[str, int]`": { stored: { M: { a: { N: "1" } } }, value: { a: 1 } },
  "a model": { stored: { M: { text: { S: "t" } } }, value: { text: "t" } },
  "`Union[Model, str]`": { stored: { M: { text: { S: "t" } } }, value: { text: "t" } },
  "`Any`": { stored: { M: { a: { L: [{ N: "1" }, { NULL: true }] } } }, value: { a: [1, null] } },
};
