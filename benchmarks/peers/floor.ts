import { type OrderKey, type PlainOrder, plainOrder } from "../orders/order.ts";
import {
  partitionKeyOf,
  repositoryBookkeeping,
  sortKeyOf,
  sortPrefix,
  storedTimestamp,
} from "../orders/stored-order.ts";
import type { Connection, Contestant } from "./contestant.ts";
import { FloorReader } from "./floor-reader.ts";
import { floorSigner } from "./floor-signer.ts";
import { quoted, writeFloorItem } from "./floor-writer.ts";
import { inChunks } from "./in-chunks.ts";

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
        const answer = await send("GetItem", `{${table},"Key":${keyText(key)}}`);
        return new FloorReader(answer).orders("Item")[0];
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
        let start: string | undefined = "";
        while (start !== undefined) {
          const answer: string = await send("Query", `{${condition}${start}}`);
          for (const order of new FloorReader(answer).orders("Items")) found.push(order);
          // The only braces that close two maps at once.
          const last: string | undefined = /"LastEvaluatedKey":(\{.*?\}\})/.exec(answer)?.[1];
          start = last && `,"ExclusiveStartKey":${last}`;
        }
        return found;
      },
      async batchGet(keys) {
        const body = `{"RequestItems":{${quoted(tableName)}:{"Keys":[${keys.map(keyText).join(",")}]}}}`;
        const answer = await send("BatchGetItem", body);
        expectNothingLeft(answer);
        return new FloorReader(answer).orders("Responses");
      },
      batchWrite: (inputs) =>
        inChunks(inputs, async (chunk) => {
          const writes = chunk.map((input) => `{"PutRequest":{"Item":${writeFloorItem(input)}}}`).join(",");
          expectNothingLeft(await send("BatchWriteItem", `{"RequestItems":{${quoted(tableName)}:[${writes}]}}`));
        }),
    };
  },
};

function sender({ wire, credentials, host, region }: Connection): (operation: string, body: string) => Promise<string> {
  const sign = floorSigner(host, region, credentials);
  return async (operation, body) => {
    const answer = await wire(sign(`DynamoDB_20120810.${operation}`, body), body);
    return answer.toString();
  };
}

function keyText({ customer, id }: OrderKey): string {
  return `{"PK":{"S":${quoted(partitionKeyOf(customer))}},"SK":{"S":${quoted(sortKeyOf(id))}}}`;
}

function expectNothingLeft(answer: string): void {
  if (/"Unprocessed(?:Items|Keys)":\{"/.test(answer)) throw new Error("Something was left unprocessed");
}
