import { type Answer, jsonAnswer } from "./answer.ts";
import type { FaultRequest } from "./faulty-endpoint.ts";
import { entriesOf, fieldsOf, parsed } from "./json.ts";
import type { BatchEntry } from "./request-keys.ts";

/** A batch of which a part is not handed to the engine. */
export interface SplitBatch {
  /** What the engine gets; `undefined` if nothing is left for it. */
  readonly body: Buffer | undefined;
  /** The answer for the client: the engine's with what was not handed to it. */
  answer(engine: Answer | undefined): Answer;
}

/**
 * Splits a batch.
 *
 * @param left the keys of the part that is not handed to the engine
 * @returns `undefined` for what is no batch, or one that DynamoDB refuses whole
 */
export function splitBatch(
  { operation, body }: Pick<FaultRequest, "operation" | "body">,
  entries: readonly BatchEntry[],
  left: ReadonlySet<string>,
): SplitBatch | undefined {
  const limit = limits[operation];
  const keys = new Set(entries.map(({ key }) => key));
  if (limit === undefined || keys.size === 0 || keys.size < entries.length || keys.size > limit) return undefined;
  const request = fieldsOf(body);
  const part = (isLeft: boolean): RequestItems =>
    itemsOf(
      fieldsOf(request["RequestItems"]),
      entries.filter(({ key }) => left.has(key) === isLeft),
    );
  const unprocessed = part(true);
  const processed = part(false);
  const isEmpty = Object.keys(processed).length === 0;
  return {
    body: isEmpty ? undefined : Buffer.from(JSON.stringify({ ...request, RequestItems: processed })),
    answer(engine) {
      if (engine === undefined) return jsonAnswer(withLeft(operation, nothingDone(request), unprocessed));
      if (engine.status !== 200) return engine;
      const content = withLeft(operation, fieldsOf(parsed(engine.body.toString())), unprocessed);
      return { ...engine, body: Buffer.from(JSON.stringify(content)) };
    },
  };
}

const limits: Readonly<Record<string, number>> = { BatchWriteItem: 25, BatchGetItem: 100 };

type Fields = Readonly<Record<string, unknown>>;
type RequestItems = Readonly<Record<string, unknown>>;

/** The part of `RequestItems` that has these entries, in the same form. */
function itemsOf(whole: RequestItems, entries: readonly BatchEntry[]): RequestItems {
  const tables = Object.entries(whole).flatMap(([table, wanted]) => {
    const list = entries.filter((entry) => entry.table === table).map(({ entry }) => entry);
    if (list.length === 0) return [];
    return [[table, Array.isArray(wanted) ? list : { ...fieldsOf(wanted), Keys: list }] as const];
  });
  return Object.fromEntries(tables);
}

function withLeft(operation: string, content: Fields, unprocessed: RequestItems): Fields {
  if (operation === "BatchWriteItem") {
    return { ...content, UnprocessedItems: merged(content["UnprocessedItems"], unprocessed) };
  }
  const empty = Object.fromEntries(Object.keys(unprocessed).map((table) => [table, []]));
  return {
    ...content,
    Responses: { ...empty, ...fieldsOf(content["Responses"]) },
    UnprocessedKeys: merged(content["UnprocessedKeys"], unprocessed),
  };
}

/** What the engine has left unprocessed by itself comes back too. */
function merged(byEngine: unknown, byFault: RequestItems): RequestItems {
  const all = new Map(Object.entries(fieldsOf(byEngine)));
  for (const [table, items] of Object.entries(byFault)) {
    const before = all.get(table);
    const keys = [before, items].flatMap((part) => entriesOf(Array.isArray(part) ? part : fieldsOf(part)["Keys"]));
    all.set(table, Array.isArray(items) ? keys : { ...fieldsOf(items), Keys: keys });
  }
  return Object.fromEntries(all);
}

/** What DynamoDB answers when it has done nothing of a batch. */
function nothingDone({ ReturnConsumedCapacity, RequestItems }: Fields): Fields {
  if (ReturnConsumedCapacity === undefined || ReturnConsumedCapacity === "NONE") return {};
  const tables = Object.keys(fieldsOf(RequestItems));
  return { ConsumedCapacity: tables.map((TableName) => ({ TableName, CapacityUnits: 0 })) };
}
