import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import * as fc from "fast-check";
import { anyText, hostileNames } from "./hostile-names.ts";
import type { RawItem } from "./hostile-table.ts";

/** Text in the form of something else: dates, numbers, other types. */
const texts = fc.oneof(
  anyText({ maxLength: 8 }),
  fc.constantFrom(
    "",
    "true",
    "null",
    "7",
    " 7 ",
    "1e400",
    "-0",
    "0x10",
    "NaN",
    "2020-13-45",
    "+275760-09-13T00:00:00Z",
  ),
);

const numbers = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }).map(String),
  fc.constantFrom("0", "-0", "1e125", "-1E-130", "0.1234567890123456789012345678901234567", "1e3", "007"),
);

const bytes = fc.uint8Array({ maxLength: 4 });

/** Any value that DynamoDB holds, of all ten types, whatever it is meant to be. */
const storedValues: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    texts.map((S): AttributeValue => ({ S })),
    numbers.map((N): AttributeValue => ({ N })),
    fc.boolean().map((BOOL): AttributeValue => ({ BOOL })),
    fc.constant<AttributeValue>({ NULL: true }),
    bytes.map((B): AttributeValue => ({ B })),
    fc.uniqueArray(texts, { minLength: 1, maxLength: 3 }).map((SS): AttributeValue => ({ SS })),
    fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 3 }).map((NS): AttributeValue => ({ NS: NS.map(String) })),
    fc.uniqueArray(bytes, { minLength: 1, maxLength: 3, selector: String }).map((BS): AttributeValue => ({ BS })),
    fc.array(tie("value"), { maxLength: 3 }).map((L): AttributeValue => ({ L })),
    mapOf(tie("value")).map((M): AttributeValue => ({ M })),
  ),
})).value;

/** The attributes of a stored item: those of a model with values of any type, others of any name, the library's own. */
export function storedAttributes(names: readonly string[]): fc.Arbitrary<RawItem> {
  const internal = fc.record(
    { _object_version: storedValues, _ttl: storedValues, _timestamp: storedValues },
    { requiredKeys: [], noNullPrototype: true },
  );
  const modelled = fc.dictionary(fc.constantFrom(...names), storedValues, { maxKeys: 4, noNullPrototype: true });
  return fc.tuple(mapOf(storedValues), modelled, internal).map((parts) => {
    const item: RawItem = {};
    for (const part of parts) for (const [name, value] of Object.entries(part)) define(item, name, value);
    return item;
  });
}

function mapOf(value: fc.Arbitrary<AttributeValue>): fc.Arbitrary<RawItem> {
  const names = fc.oneof(hostileNames, fc.constant("__proto__"));
  return fc.array(fc.tuple(names, value), { maxLength: 3 }).map((entries) => {
    const map: RawItem = {};
    for (const [name, each] of entries) define(map, name, each);
    return map;
  });
}

// `__proto__` by assignment would be no attribute.
function define(target: RawItem, name: string, value: AttributeValue): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
