import { type OrderKey, type PlainOrder, plainOrder } from "../orders/order.ts";
import {
  partitionKeyOf,
  repositoryBookkeeping,
  sortKeyOf,
  sortPrefix,
  storedTimestamp,
} from "../orders/stored-order.ts";
import type { Connection, Contestant } from "./contestant.ts";
import { type FloorItem, quoted, readFloorItem, writeFloorItem } from "./floor-codec.ts";
import { floorSigner } from "./floor-signer.ts";
import { expectNoneLeft, inChunks } from "./in-chunks.ts";

/**
 * The least that has to be done: JSON text put together by hand for this one record, a signature with a cached key, and
 * no client. No checks, no retries, no errors that one could act on: nobody should use it.
 */
export const contestant: Contestant<PlainOrder, PlainOrder> = {
  bookkeeping: repositoryBookkeeping,
  open(connection) {
    const { tableName } = connection;
    const send = sender(connection);
    const table = `"TableName":${quoted(tableName)}`;
    const updated =
      `"UpdateExpression":"SET #a = :a, #b = :b, #c = #c + :c, #d = :d, #e = #e + :e","ReturnValues":"UPDATED_NEW",` +
      `"ConditionExpression":"attribute_exists(PK)","ExpressionAttributeNames":{"#a":"status","#b":"total",` +
      `"#c":"quantity","#d":"_timestamp","#e":"_object_version"}`;
    return {
      input: plainOrder,
      plain: (found) => found,
      async get(key) {
        const { Item } = (await send("GetItem", `{${table},"Key":${keyText(key)}}`)) as { Item?: FloorItem };
        return Item && readFloorItem(Item);
      },
      put: (input) => send("PutItem", `{${table},"Item":${writeFloorItem(input)}}`),
      update: (key, { status, total, addedQuantity }) =>
        send(
          "UpdateItem",
          `{${table},"Key":${keyText(key)},${updated},"ExpressionAttributeValues":{":a":{"S":${quoted(status)}},` +
            `":b":{"N":"${total}"},":c":{"N":"${addedQuantity}"},":d":{"S":"${storedTimestamp}"},":e":{"N":"1"}}}`,
        ),
      async query(customer) {
        const found: PlainOrder[] = [];
        const condition =
          `${table},"KeyConditionExpression":"PK = :p AND begins_with(SK, :s)",` +
          `"ExpressionAttributeValues":{":p":{"S":${quoted(partitionKeyOf(customer))}},":s":{"S":"${sortPrefix}"}}`;
        let start = "";
        do {
          const page = (await send("Query", `{${condition}${start}}`)) as QueryPage;
          for (const item of page.Items) found.push(readFloorItem(item));
          start = page.LastEvaluatedKey ? `,"ExclusiveStartKey":${JSON.stringify(page.LastEvaluatedKey)}` : "";
        } while (start !== "");
        return found;
      },
      async batchGet(keys) {
        const body = `{"RequestItems":{${quoted(tableName)}:{"Keys":[${keys.map(keyText).join(",")}]}}}`;
        const { Responses, UnprocessedKeys } = (await send("BatchGetItem", body)) as BatchAnswer;
        expectNoneLeft(UnprocessedKeys);
        return (Responses[tableName] ?? []).map(readFloorItem);
      },
      batchWrite: (inputs) =>
        inChunks(inputs, async (chunk) => {
          const writes = chunk.map((input) => `{"PutRequest":{"Item":${writeFloorItem(input)}}}`).join(",");
          const answer = await send("BatchWriteItem", `{"RequestItems":{${quoted(tableName)}:[${writes}]}}`);
          expectNoneLeft((answer as { UnprocessedItems?: object }).UnprocessedItems);
        }),
    };
  },
};

interface QueryPage {
  readonly Items: readonly FloorItem[];
  readonly LastEvaluatedKey?: object;
}

interface BatchAnswer {
  readonly Responses: Readonly<Record<string, readonly FloorItem[]>>;
  readonly UnprocessedKeys?: object;
}

function sender({
  wire,
  credentials,
  host,
  region,
}: Connection): (operation: string, body: string) => Promise<unknown> {
  const sign = floorSigner(host, region, credentials);
  return async (operation, body) => {
    const answer = await wire(sign(`DynamoDB_20120810.${operation}`, body), body);
    return JSON.parse(answer.toString());
  };
}

function keyText({ customer, id }: OrderKey): string {
  return `{"PK":{"S":${quoted(partitionKeyOf(customer))}},"SK":{"S":${quoted(sortKeyOf(id))}}}`;
}
