import { type DynamoRepository, WriteOnceRepository } from "standard-dynamo";
import type { HostileCall, HostileContent, HostileKey } from "./hostile-call.ts";
import { keepingLogger } from "./hostile-log.ts";
import { type ModelName, models, type Row } from "./hostile-models.ts";
import { makeItem } from "./hostile-row.ts";
import { dumpKey, type HostileTable, type Place, type RawItem } from "./hostile-table.ts";

/** A repository with neighbours on all sides, and what it tells its logger. */
export interface Scene {
  readonly table: HostileTable;
  readonly place: Place;
  readonly model: ModelName;
  readonly rows: DynamoRepository<Row>;
  readonly lines: unknown[];
  /** What the table holds, as it was last seen. */
  items: Map<string, string>;
}

const now = (): Date => new Date("2024-05-01T10:00:00Z");

export async function openScene(table: HostileTable, place: Place, model: ModelName): Promise<Scene> {
  const { logger, lines } = keepingLogger();
  const rows = table.open(models[model], place, { logger, now });
  await table.putRaw(neighboursOf(place));
  return { table, place, model, rows, lines, items: await table.dump() };
}

/** Items of other repositories, of other partitions of this one, and of nobody, whose keys lie beside the place's. */
function neighboursOf({ partitionPrefix, partitionName, contentType }: Place): RawItem[] {
  const partition = `${partitionPrefix}#${partitionName}#`;
  const sorts = [contentType, `${contentType}$`, `${contentType}$#1`, `${contentType}!#1`, `${contentType}\u0000#1`];
  const partitions = [
    `${partitionPrefix}#${partitionName}`,
    `${partitionPrefix}#${partitionName}$#`,
    `${partitionPrefix}$#${partitionName}#`,
    `${partitionPrefix}#${partitionName}\u0000#1`,
    `${partition}another`,
  ];
  const keys = [
    ...sorts.filter((sort) => sort !== "").map((sort) => [partition, sort] as const),
    ...partitions.map((other) => [other, `${contentType}#1`] as const),
  ];
  return keys.map(([PK, SK]) => ({ PK: { S: PK }, SK: { S: SK }, text: { S: "neighbour" } }));
}

/** Does what a call says; every part of it is made anew. */
export async function perform({ rows, table, place }: Scene, call: HostileCall): Promise<unknown> {
  switch (call.operation) {
    case "get":
      return rows.get(call.key as object, call.options);
    case "delete":
      return rows.delete(call.key as object, call.options);
    case "getBatch":
      return rows.getBatch(call.keys as object[], call.options).page();
    case "put":
      return rows.put(contentOf(call.content), call.options);
    case "putBatch":
      return rows.putBatch(call.contents.map(contentOf));
    case "writeOnce":
      return new WriteOnceRepository(rows).write(call.contents.map(contentOf));
    case "update":
      return rows.update(call.key as object, call.command, call.options);
    case "deletePrefix":
      return rows.deletePrefix(call.query as object);
    case "list":
    case "listBetween":
      return rows[call.operation](call.query as object).page();
    case "raw": {
      const { partitionPrefix, partitionName, contentType } = place;
      const key = { PK: { S: `${partitionPrefix}#${partitionName}#` }, SK: { S: `${contentType}#${call.end}` } };
      return table.putRaw([{ ...call.attributes, ...key }]);
    }
  }
}

/** Whether a call may change the item with this key, by what the call says and the layout alone. */
export function mayChange({ place }: Scene, call: HostileCall): (key: string) => boolean {
  const { partitionPrefix, partitionName, contentType } = place;
  const partition = (ids: unknown): string => `${partitionPrefix}#${partitionName}#${joined(ids)}`;
  const own = ({ partitionIds, contentIds }: HostileKey): string =>
    dumpKey(partition(partitionIds), `${contentType}#${joined(contentIds)}`);
  switch (call.operation) {
    case "get":
    case "getBatch":
    case "list":
    case "listBetween":
      return () => false;
    case "put":
      return (key) => key === own(call.content);
    case "putBatch":
    case "writeOnce":
      return (key) => call.contents.some((content) => key === own(content));
    case "update":
    case "delete":
      return (key) => key === own(call.key);
    case "deletePrefix": {
      const { partitionIds, contentPrefix } = call.query;
      const start = dumpKey(partition(partitionIds), `${contentType}#${joined(contentPrefix)}`).slice(0, -2);
      return (key) => key.startsWith(start);
    }
    case "raw":
      return (key) => key === dumpKey(partition([]), `${contentType}#${call.end}`);
  }
}

function contentOf({ row, ...content }: HostileContent): { item: Row } & object {
  return { ...content, item: makeItem(row) };
}

// What is neither text nor a list has to be refused, so it changes nothing.
function joined(ids: unknown): string {
  if (Array.isArray(ids)) return ids.map(String).join("#");
  return typeof ids === "string" ? ids : "";
}
