import {
  type AttributeValue,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { EXPIRY_ATTRIBUTE } from "./enable-expiry.ts";

/** What to sweep. */
export interface SweepOptions {
  readonly tableName: string;
  /**
   * The time by which records count as expired.
   *
   * @default the current time
   */
  readonly now?: Date | undefined;
}

/**
 * Deletes the expired records of a table, which the local engine never does by itself, and gives their number.
 *
 * Expired is what DynamoDB would delete: `_ttl` is a number of seconds before `now`, but less than five years before it
 * (an older one is taken for a mistake, such as a small number that is no time, and stays). A record that gets another
 * `_ttl` during the sweep stays. Errors of DynamoDB are passed on; what was deleted before stays deleted.
 */
export async function sweepExpired(client: DynamoDBClient, options: SweepOptions): Promise<number> {
  const { tableName, now = new Date() } = options;
  const names = await keyNames(client, tableName);
  let deleted = 0;
  let start: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ ...expiredOnly(tableName, names, now), ExclusiveStartKey: start }),
    );
    for (const items of chunks(page.Items ?? [])) {
      const deletions = await Promise.all(items.map((item) => deleteExpired(client, tableName, item)));
      deleted += deletions.filter(Boolean).length;
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return deleted;
}

type Item = Record<string, AttributeValue>;

async function keyNames(client: DynamoDBClient, tableName: string): Promise<string[]> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  return (Table?.KeySchema ?? []).flatMap((key) => key.AttributeName ?? []);
}

function expiredOnly(tableName: string, keys: readonly string[], now: Date) {
  const fiveYearsAgo = new Date(now);
  fiveYearsAgo.setUTCFullYear(now.getUTCFullYear() - 5);
  return {
    TableName: tableName,
    ConsistentRead: true,
    FilterExpression: "#ttl < :now AND #ttl > :oldest",
    ProjectionExpression: ["#ttl", ...keys.map((_, index) => `#key${index}`)].join(", "),
    ExpressionAttributeNames: {
      "#ttl": EXPIRY_ATTRIBUTE,
      ...Object.fromEntries(keys.map((key, index) => [`#key${index}`, key])),
    },
    ExpressionAttributeValues: { ":now": seconds(now), ":oldest": seconds(fiveYearsAgo) },
  };
}

function seconds(time: Date): AttributeValue {
  return { N: String(time.getTime() / 1000) };
}

/** BatchWriteItem would be faster, but knows no condition: it would delete a record that was prolonged meanwhile. */
async function deleteExpired(client: DynamoDBClient, tableName: string, item: Item): Promise<boolean> {
  const { [EXPIRY_ATTRIBUTE]: expiry, ...key } = item;
  if (expiry === undefined) return false;
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: tableName,
        Key: key,
        ConditionExpression: "#ttl = :expiry",
        ExpressionAttributeNames: { "#ttl": EXPIRY_ATTRIBUTE },
        ExpressionAttributeValues: { ":expiry": expiry },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false;
    throw error;
  }
}

/** So many deletions are under way at a time. */
const CONCURRENCY = 16;

function chunks(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / CONCURRENCY);
  return Array.from({ length: count }, (_, index) => items.slice(index * CONCURRENCY, (index + 1) * CONCURRENCY));
}
