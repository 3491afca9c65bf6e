import { type } from "arktype";
import {
  type DynamoRepository,
  isStandardDynamoError,
  type Issue,
  type Logger,
  type StandardSchemaV1,
  WriteOnceRepository,
} from "standard-dynamo";
import { SyncDynamoRepository } from "standard-dynamo/sync";
import { DynamoRepository as FirstRepository } from "standard-dynamo/v1";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { rejection } from "../support/caught.ts";
import { holds, keepingLogger } from "./hostile-log.ts";
import { secret } from "./hostile-row.ts";
import { type HostileTable, keyNames, openHostileTable } from "./hostile-table.ts";

// Whatever happens, what is logged holds no value of an item; nor do messages of ours, unless the schema library puts it
// there.

interface Note {
  text: string;
  kind: "a" | "b";
  count?: number | undefined;
  tags?: string[] | undefined;
  when?: Date | undefined;
  map?: Record<string, unknown> | undefined;
}

const schemas: [name: string, schema: StandardSchemaV1<Note, Note>, isSilent: boolean][] = [
  [
    "zod",
    z.object({
      text: z.string(),
      kind: z.enum(["a", "b"]),
      count: z.number().optional(),
      tags: z.array(z.string()).optional(),
      when: z.date().optional(),
      map: z.record(z.string(), z.unknown()).optional(),
    }),
    true,
  ],
  [
    "valibot",
    v.object({
      text: v.string(),
      kind: v.picklist(["a", "b"]),
      count: v.optional(v.number()),
      tags: v.optional(v.array(v.string())),
      when: v.optional(v.date()),
      map: v.optional(v.record(v.string(), v.unknown())),
    }),
    false,
  ],
  [
    "arktype",
    type({
      text: "string",
      kind: "'a' | 'b'",
      "count?": "number",
      "tags?": "string[]",
      "when?": "Date",
      "map?": { "[string]": "unknown" },
    }),
    false,
  ],
];

const place = { partitionPrefix: "p", partitionName: "n", contentType: "t" };
const key = { partitionIds: "1", contentIds: "1" };
const note: Note = { text: secret, kind: "a", count: 1, tags: [secret], map: { deep: [{ text: secret }] } };
const notes = ["1", "2", "3"].map((contentIds) => ({ partitionIds: "1", contentIds, item: note }));
const wrong = secret as never;

export function describeHostileLogging(): void {
  describe("hostile input: logs", () => {
    describe.each(schemas)("%s", (_, schema, isSilent) => {
      test("no value of an item is logged, by success or failure", async () => {
        await using table = await openHostileTable();
        const { logger, lines } = keepingLogger();
        const rows = table.open(schema, place, { logger });
        const errors = await everything(rows);
        await writtenByOthers(table);
        errors.push(...(await readings(rows)));
        errors.push(...(await otherFaces(table, schema, logger)));
        expect(lines.length).toBeGreaterThan(40);
        expect(holds(lines, secret)).toBe(false);
        expect(errors.length).toBeGreaterThan(20);
        const messages = errors.map(messagesOf);
        expect(messages.some((each) => holds(each, secret))).toBe(!isSilent);
        // The errors themselves bring what the caller needs, values too: only their names and codes are logged.
        expect(errors.some((error) => holds(error, secret))).toBe(true);
      });
    });

    test.each<[what: string, lines: unknown]>([
      ["a context", [["put done", { item: { text: secret } }]]],
      ["an error", [["put failed", { error: new Error("failed", { cause: new Error(secret) }) }]]],
      ["bytes", [["put done", { bytes: Buffer.from(secret) }]]],
      ["a name", [["put done", { [secret]: 1 }]]],
      ["a Map", [["put done", new Map([[new Set([secret]), 1]])]]],
    ])("the search finds it in %s", (_, lines) => {
      expect(holds(lines, secret)).toBe(true);
    });
  });
}

/** Every operation, well and not; gives what they were rejected with. */
async function everything(rows: DynamoRepository<Note>): Promise<unknown[]> {
  const isOther = { text: { ne: secret } };
  await rows.put({ ...key, item: note });
  await rows.putBatch(notes);
  await rows.get(key);
  await rows.update(key, {
    set: { text: secret, map: { more: secret } },
    append: { tags: [secret] },
    condition: { text: secret },
  });
  await rows.update({ contentIds: "new" }, { set: { text: secret, kind: "b" } }, { requireExists: false });
  await rows
    .list({ partitionIds: "1", filters: { text: { beginsWith: secret }, map: { deep: { exists: true } } } })
    .toArray();
  const faults = [
    rows.put({ ...key, item: note }, { requireAbsent: true }),
    rows.put({ ...key, item: { ...note, count: wrong } }),
    rows.put({ ...key, item: { ...note, kind: wrong } }),
    rows.put({ ...key, item: { ...note, map: { it: () => secret, [secret.slice(1)]: Symbol(secret) } } }),
    rows.put({ ...key, item: { ...note, text: secret.repeat(20_000) } }),
    rows.put({ ...key, item: note, expiry: wrong, currentVersion: wrong }),
    rows.put({ ...key, item: note }, { condition: isOther }),
    rows.put({ ...key, item: note }, { requireVersion: wrong }),
    rows.putBatch([...notes, { contentIds: "4", item: { ...note, kind: wrong } }]),
    rows.putBatch(failingSource()),
    rows.putBatch(wrong),
    rows.update(key, {
      set: { kind: wrong, count: wrong, when: wrong },
      increment: { count: wrong },
      append: { tags: wrong },
    }),
    rows.update(key, { set: { text: secret }, currentVersion: 99 }),
    rows.update(key, { set: { text: secret }, condition: isOther }),
    rows.update(key, { set: { map: secret as never }, remove: [secret.slice(1)] as never, expiry: wrong }),
    rows.update({ contentIds: "none" }, { set: { text: secret } }, { requireExists: false }),
    rows.update(key, wrong),
    rows.delete(key, { condition: isOther }),
    rows.delete(key, { requireVersion: 99, condition: { kind: wrong } }),
    rows
      .list({ filters: { count: wrong, kind: { in: [wrong] }, tags: { size: wrong }, when: { gt: wrong } } })
      .toArray(),
    rows.list({ limit: wrong, onInvalid: wrong }).toArray(),
    rows.listBetween({ filters: wrong }).toArray(),
    rows.deletePrefix({}, { concurrency: wrong }),
    rows.get(key, { consistentReads: wrong }),
  ];
  return Promise.all(faults.map(rejection));
}

// What a source throws is the caller's, and may say anything.
function* failingSource(): Generator<(typeof notes)[number]> {
  yield* notes;
  throw Object.assign(new TypeError("the source failed"), { row: note });
}

/** Records of another program that do not fit. */
async function writtenByOthers(table: HostileTable): Promise<void> {
  const stored = { text: { L: [{ S: secret }] }, kind: { S: secret }, count: { S: secret }, when: { S: secret } };
  const internal = { _ttl: { S: secret }, _object_version: { S: secret } };
  await table.putRaw([
    { PK: { S: "p#n#2" }, SK: { S: "t#1" }, ...stored },
    { PK: { S: "p#n#2" }, SK: { S: "t#2" }, ...stored, ...internal },
  ]);
}

async function readings(rows: DynamoRepository<Note>): Promise<unknown[]> {
  const bad = { partitionIds: "2", contentIds: "1" };
  await rows.list({ partitionIds: "2", onInvalid: "return" }).page();
  await rows.getBatch([bad], { onInvalid: "skip" }).page();
  const faults = [
    rows.get(bad),
    rows.list({ partitionIds: "2" }).toArray(),
    rows.getBatch([bad]).toArray(),
    rows.update(bad, { increment: { count: 1 } }),
    rows.put({ ...bad, item: note }, { requireVersion: 3 }),
    rows.delete(bad, { condition: { kind: "a" } }),
  ];
  return Promise.all(faults.map(rejection));
}

/** Write once, the first API and the one without promises log by the same rule. */
async function otherFaces(
  table: HostileTable,
  schema: StandardSchemaV1<Note, Note>,
  logger: Logger,
): Promise<unknown[]> {
  const rows = table.open(schema, place, { logger });
  const bad = [{ contentIds: "5", item: { ...note, kind: wrong } }];
  const once = new WriteOnceRepository(rows, { guarantee: "exactly-once" });
  await once.write(notes);
  const first = new FirstRepository({ ...keyNames, ...place, schema, client: table.client, logger });
  await first.put({ ...key, item: note });
  const errors = await Promise.all([once.write(bad), first.putBatch(bad)].map(rejection));
  const clientConfig = {
    endpoint: table.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  };
  using blocking = new SyncDynamoRepository({ ...keyNames, ...place, schema, clientConfig, logger });
  blocking.put({ ...key, item: note });
  const works: (() => unknown)[] = [
    () => blocking.putBatch(bad),
    () => blocking.put({ ...key, item: note }, { requireAbsent: true }),
    () => blocking.get({ partitionIds: "2", contentIds: "1" }),
  ];
  for (const work of works) errors.push(await rejection(Promise.resolve().then(work)));
  return errors;
}

/** What an error of ours says in words: its message, and the messages and places of its issues. */
function messagesOf(error: unknown): unknown {
  if (!isStandardDynamoError(error)) return undefined;
  const { issues = [] } = error as { issues?: readonly Issue[] };
  return [error.message, issues.map(({ message, suggestion }) => [message, suggestion])];
}
