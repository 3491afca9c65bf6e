import { type AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";

type RawItem = Record<string, AttributeValue>;

interface Write {
  readonly PutRequest?: { readonly Item: RawItem };
  readonly DeleteRequest?: { readonly Key: RawItem };
}

/** A request that came to the canned table. */
export interface CannedRequest {
  readonly operation: string;
  /** Which one it is, counted from 1. */
  readonly number: number;
  readonly writes: readonly Write[];
  readonly keys: readonly RawItem[];
  readonly startKey: RawItem | undefined;
}

export interface CannedAnswer {
  readonly Items?: readonly RawItem[];
  readonly LastEvaluatedKey?: RawItem | undefined;
  readonly Responses?: Readonly<Record<string, readonly RawItem[]>>;
  readonly UnprocessedItems?: Readonly<Record<string, readonly Write[]>>;
  readonly UnprocessedKeys?: Readonly<Record<string, { readonly Keys: readonly RawItem[] }>>;
}

/**
 * Answers in place of the table. `table` answers as DynamoDB does when all goes well, for as many of the writes or keys
 * as are given; what is thrown is what the client rejects with.
 */
export type Script = (request: CannedRequest, table: CannedTable) => CannedAnswer | Promise<CannedAnswer>;

const tableName = "films";

/** A table in memory behind a real client, for answers that no engine gives when a test wants them. */
export class CannedTable {
  readonly client: DynamoDBClient;
  readonly requests: CannedRequest[] = [];
  /** What is stored, by sort key. */
  readonly items = new Map<string, RawItem>();
  readonly pageSize = 2;

  constructor(script: Script) {
    this.client = new DynamoDBClient({ region: "us-east-1", endpoint: "http://127.0.0.1:1" });
    this.client.middlewareStack.add(
      (_next, { commandName = "" }) =>
        async ({ input }) => {
          const request = this.#received(commandName.replace(/Command$/, ""), input as RequestInput);
          return { output: { $metadata: {}, ...(await script(request, this)) } as never, response: {} };
        },
      { step: "initialize", name: "canned" },
    );
  }

  /** Takes the writes but for those that are left unprocessed. */
  write(request: CannedRequest, isLeft: (sortKey: string, index: number) => boolean = () => false): CannedAnswer {
    const left = request.writes.filter((write, index) => isLeft(sortKeyOf(write), index));
    for (const write of request.writes) {
      if (left.includes(write)) continue;
      if (write.PutRequest === undefined) this.items.delete(sortKeyOf(write));
      else this.items.set(sortKeyOf(write), write.PutRequest.Item);
    }
    return { UnprocessedItems: left.length === 0 ? {} : { [tableName]: left } };
  }

  /** Gives the items of the keys, in no order, but for those that are left unprocessed. */
  read(request: CannedRequest, isLeft: (sortKey: string, index: number) => boolean = () => false): CannedAnswer {
    const left = request.keys.filter((key, index) => isLeft(textOf(key), index));
    const found = this.#itemsAt(request.keys.filter((key) => !left.includes(key)).map(textOf));
    return {
      Responses: { [tableName]: found.toReversed() },
      UnprocessedKeys: left.length === 0 ? {} : { [tableName]: { Keys: left } },
    };
  }

  /** Gives two items a page, in order. */
  query({ startKey }: CannedRequest): CannedAnswer {
    const after = startKey === undefined ? "" : textOf(startKey);
    const rest = [...this.items.keys()].toSorted().filter((sortKey) => sortKey > after);
    const Items = this.#itemsAt(rest.slice(0, this.pageSize));
    const last = Items.at(-1);
    const isEnd = rest.length <= this.pageSize || last === undefined;
    return { Items, LastEvaluatedKey: isEnd ? undefined : keyOf(last) };
  }

  /** Whatever was asked, as DynamoDB does when all goes well. */
  answer(request: CannedRequest): CannedAnswer {
    switch (request.operation) {
      case "BatchWriteItem":
        return this.write(request);
      case "BatchGetItem":
        return this.read(request);
      default:
        return this.query(request);
    }
  }

  /** How many keys or writes each request held. */
  get sizes(): number[] {
    return this.requests.map(({ writes, keys }) => writes.length + keys.length);
  }

  #itemsAt(sortKeys: readonly string[]): RawItem[] {
    return sortKeys.map((sortKey) => this.items.get(sortKey)).filter((item) => item !== undefined);
  }

  #received(operation: string, { RequestItems = {}, ExclusiveStartKey }: RequestInput): CannedRequest {
    const items = RequestItems[tableName];
    const request: CannedRequest = {
      operation,
      number: this.requests.length + 1,
      writes: Array.isArray(items) ? (items as readonly Write[]) : [],
      keys: items !== undefined && "Keys" in items ? items.Keys : [],
      startKey: ExclusiveStartKey,
    };
    this.requests.push(request);
    return request;
  }
}

interface RequestInput {
  readonly RequestItems?: Readonly<Record<string, readonly Write[] | { readonly Keys: readonly RawItem[] }>>;
  readonly ExclusiveStartKey?: RawItem;
}

function sortKeyOf({ PutRequest, DeleteRequest }: Write): string {
  return textOf(PutRequest?.Item ?? DeleteRequest?.Key ?? {});
}

function textOf(item: RawItem): string {
  return item["SK"]?.S ?? "";
}

function keyOf({ PK, SK }: RawItem): RawItem {
  return { PK: PK as AttributeValue, SK: SK as AttributeValue };
}

/** An error as the client rejects with it. */
export function awsFailure(name: string, message: string = name): Error {
  return Object.assign(new Error(message), { name, $fault: "client", $metadata: {} });
}
