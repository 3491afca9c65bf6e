import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DynamoRepository, model, type StandardSchemaV1 } from "standard-dynamo";
import { createTable, startLocal } from "standard-dynamo-local";
import { afterAll, beforeAll } from "vitest";
import type { GoldenMap, ModelName } from "./golden.ts";
import { decimalFields, type Models } from "./models.ts";

export type AnyRepository = DynamoRepository<Record<string, unknown>, Record<string, unknown>>;

/** The table of the golden data, on an engine of its own for this test file. */
export class GoldenTable {
  #client: DynamoDBClient | undefined;

  constructor() {
    let stop: (() => Promise<void>) | undefined;
    beforeAll(async () => {
      const engine = await startLocal();
      stop = () => engine.stop();
      this.#client = engine.createClient();
      await createTable(this.#client, {
        tableName: "interop",
        partitionKey: "_table_item_id",
        sortKey: "_table_content_id",
      });
    });
    afterAll(() => stop?.());
  }

  get client(): DynamoDBClient {
    if (this.#client === undefined) throw new Error("not started");
    return this.#client;
  }

  repository(
    models: Models,
    name: ModelName,
    now = "2023-04-29T12:34:56.789012+00:00",
    consistentReads = false,
  ): AnyRepository {
    const decimals = decimalFields[name] ?? [];
    return new DynamoRepository({
      schema: model(models[name] as StandardSchemaV1<Record<string, unknown>>, { name, decimals }),
      client: this.client,
      tableName: "interop",
      partitionKey: "_table_item_id",
      sortKey: "_table_content_id",
      partitionPrefix: "test",
      partitionName: "integration",
      contentType: "example",
      consistentReads,
      now: () => new Date(now),
    });
  }

  /** Puts an item as another writer has left it. */
  async putRaw(item: GoldenMap): Promise<void> {
    await this.client.send(new PutItemCommand({ TableName: "interop", Item: fromGolden(item) as never }));
  }

  async getRaw(partition: string, sort: string): Promise<Record<string, unknown> | undefined> {
    const Key = { _table_item_id: { S: partition }, _table_content_id: { S: sort } };
    return (await this.client.send(new GetItemCommand({ TableName: "interop", Key }))).Item;
  }

  async deleteRaw(partition: string, sort: string): Promise<void> {
    const Key = { _table_item_id: { S: partition }, _table_content_id: { S: sort } };
    await this.client.send(new DeleteItemCommand({ TableName: "interop", Key }));
  }
}

/** The golden files hold bytes in base64 and long texts shortened. */
function fromGolden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromGolden);
  if (typeof value === "string") {
    const match = /^\$long:(.)\*(\d+)$/u.exec(value);
    return match === null ? value : (match[1] ?? "").repeat(Number(match[2]));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      name === "B" && typeof entry === "string" ? new Uint8Array(Buffer.from(entry, "base64")) : fromGolden(entry),
    ]),
  );
}
