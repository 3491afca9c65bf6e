import {
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type TimeToLiveDescription,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { LocalEngineError } from "./local-engine-error.ts";

/** The attribute that holds when a record expires, in seconds since 1970. */
export const EXPIRY_ATTRIBUTE = "_ttl";

/**
 * Switches expiry by `_ttl` on; harmless when it is on.
 *
 * @throws LocalEngineError `table-mismatch` when records of the table expire by another attribute
 */
export async function enableExpiry(client: DynamoDBClient, tableName: string): Promise<void> {
  if (await expires(client, tableName)) return;
  const TimeToLiveSpecification = { AttributeName: EXPIRY_ATTRIBUTE, Enabled: true };
  try {
    await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification }));
  } catch (error) {
    // DynamoDB refuses to switch on what somebody else has just switched on, with an error of many meanings.
    if (!(await expires(client, tableName))) throw error;
  }
}

async function expires(client: DynamoDBClient, tableName: string): Promise<boolean> {
  const answer = await client.send(new DescribeTimeToLiveCommand({ TableName: tableName }));
  const { TimeToLiveStatus: status, AttributeName: name }: TimeToLiveDescription = answer.TimeToLiveDescription ?? {};
  if (status !== "ENABLED" && status !== "ENABLING") return false;
  if (name === EXPIRY_ATTRIBUTE) return true;
  throw new LocalEngineError(
    "table-mismatch",
    `Records of the table ${tableName} expire by the attribute ${name}, but ${EXPIRY_ATTRIBUTE} is wanted. ` +
      "Use another table name, or switch the expiry of the table off first.",
  );
}
