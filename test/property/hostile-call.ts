import * as fc from "fast-check";
import { attributeNames } from "./hostile-models.ts";
import { hostileCommands, hostileConditions } from "./hostile-command.ts";
import { idLists, nearText } from "./hostile-names.ts";
import { type HostileRow, hostileRows, secret } from "./hostile-row.ts";
import { storedAttributes } from "./hostile-stored.ts";
import type { RawItem } from "./hostile-table.ts";

/** A key as somebody gives it, of whatever form. */
export interface HostileKey {
  readonly partitionIds?: unknown;
  readonly contentIds?: unknown;
}

export interface HostileContent extends HostileKey {
  readonly row: HostileRow;
  readonly currentVersion?: unknown;
  readonly expiry?: unknown;
}

/** One call of a repository, all of its parts from outside; `raw` is another program that writes to its records. */
export type HostileCall =
  | { readonly operation: "get" | "delete"; readonly key: HostileKey; readonly options: object }
  | { readonly operation: "getBatch"; readonly keys: readonly HostileKey[]; readonly options: object }
  | { readonly operation: "put"; readonly content: HostileContent; readonly options: object }
  | { readonly operation: "putBatch" | "writeOnce"; readonly contents: readonly HostileContent[] }
  | { readonly operation: "update"; readonly key: HostileKey; readonly command: object; readonly options: object }
  | { readonly operation: "deletePrefix" | "list" | "listBetween"; readonly query: HostileQuery }
  | { readonly operation: "raw"; readonly end: string; readonly attributes: RawItem };

interface HostileQuery {
  readonly partitionIds?: unknown;
  readonly contentPrefix?: unknown;
}

// Mostly few ids, so that calls meet the records of others.
const few = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom<unknown>([], ["1"], "1", ["1", "2"], ["a$"], ["\u0000"], undefined) },
  idLists,
);
const keys: fc.Arbitrary<HostileKey> = fc.record(
  { partitionIds: fc.oneof({ weight: 3, arbitrary: fc.constant<unknown>([]) }, few), contentIds: few },
  { requiredKeys: [], noNullPrototype: true },
);

const contents: fc.Arbitrary<HostileContent> = fc
  .tuple(
    keys,
    hostileRows,
    fc.record(
      { currentVersion: mostly([1, 5], [1.5, secret]), expiry: mostly([new Date(1e12), null], [5]) },
      { requiredKeys: [], noNullPrototype: true },
    ),
  )
  .map(([key, row, more]) => ({ ...key, ...more, row }));

const queries: fc.Arbitrary<HostileQuery> = fc.record(
  {
    partitionIds: few,
    limit: mostly([0, 1, 3], ["3", -1, 1.5, secret]),
    pageSize: mostly([1, 2, 100], [0, {}]),
    filters: hostileConditions,
    cursor: mostly([undefined, null], ["", secret, 5, Buffer.from('["a#b#","c#1"]').toString("base64url")]),
    sortAscending: fc.boolean(),
    onInvalid: mostly(["throw", "skip", "return"], [secret]),
    expired: mostly(["include", "hide"], [true]),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const writeOptions = fc.record(
  { requireVersion: mostly([1, 2], ["1"]), condition: hostileConditions, requireAbsent: fc.boolean() },
  { requiredKeys: [], noNullPrototype: true },
);

export const hostileCalls: fc.Arbitrary<HostileCall> = fc.oneof(
  { weight: 4, arbitrary: call("put", { content: contents, options: writeOptions }) },
  { weight: 2, arbitrary: call("put", { content: contents, options: fc.constant({}) }) },
  { weight: 2, arbitrary: call("raw", { end: rawEnds(), attributes: withoutProto(storedAttributes(attributeNames)) }) },
  { weight: 3, arbitrary: call("update", { key: keys, command: hostileCommands, options: requireExists() }) },
  call("get", { key: keys, options: fc.constantFrom({}, { consistentReads: true }, { consistentReads: secret }) }),
  call("delete", { key: keys, options: fc.oneof(fc.constant({}), requireExists(), writeOptions) }),
  call("getBatch", { keys: fc.array(keys, { maxLength: 3 }), options: fc.constantFrom({}, { onInvalid: "skip" }) }),
  call("putBatch", { contents: fc.array(contents, { maxLength: 3 }) }),
  call("writeOnce", { contents: fc.array(contents, { maxLength: 3 }) }),
  call("deletePrefix", { query: prefixes() }),
  call("list", { query: fc.tuple(queries, prefixes()).map(([query, prefix]) => ({ ...query, ...prefix })) }),
  call("listBetween", {
    query: fc
      .tuple(queries, fc.record({ contentStart: few, contentEnd: few }, { requiredKeys: [], noNullPrototype: true }))
      .map(([query, bounds]) => ({ ...query, ...bounds })),
  }),
) as fc.Arbitrary<HostileCall>;

function call(operation: HostileCall["operation"], parts: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> {
  return fc.record(parts, { noNullPrototype: true }).map((made) => ({ operation, ...made }));
}

function mostly(right: readonly unknown[], wrong: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...right) }, fc.constantFrom(...wrong));
}

// Without NUL: the local engine takes it for the end of a prefix.
function prefixes(): fc.Arbitrary<HostileQuery> {
  const prefix = fc.oneof(few, fc.tuple(nearText, fc.constant(""))).filter(hasNoNul);
  return fc.record({ partitionIds: few, contentPrefix: prefix }, { requiredKeys: [], noNullPrototype: true });
}

export function hasNoNul(ids: unknown): boolean {
  return !JSON.stringify([ids]).includes("\\u0000");
}

function requireExists(): fc.Arbitrary<object> {
  return fc.record({ requireExists: fc.boolean() }, { requiredKeys: [], noNullPrototype: true });
}

function rawEnds(): fc.Arbitrary<string> {
  return fc.constantFrom("1", "1#2", "", "#", "a##b", "a$", "\u0000", "2");
}

function withoutProto(items: fc.Arbitrary<RawItem>): fc.Arbitrary<RawItem> {
  return items.filter((item) => !JSON.stringify(item).includes("__proto__"));
}
