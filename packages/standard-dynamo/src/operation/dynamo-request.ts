import type { ExpressionAttributes } from "../expression/placeholders.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import type { StoredItem } from "../item/stored-item.ts";

/** A request as plain data: the operation of DynamoDB and its input in the form of the AWS SDK. */
export type DynamoRequest =
  | GetItemRequest
  | PutItemRequest
  | UpdateItemRequest
  | DeleteItemRequest
  | QueryRequest
  | BatchGetItemRequest
  | BatchWriteItemRequest;

export interface GetItemRequest {
  readonly operation: "GetItem";
  readonly input: {
    readonly TableName: string;
    readonly Key: AttributeMap;
    readonly ConsistentRead: boolean;
    readonly ReturnConsumedCapacity?: "TOTAL";
  };
}

/** What a conditional write adds to a request. */
export interface ConditionalInput extends ExpressionAttributes {
  readonly TableName: string;
  readonly ConditionExpression?: string;
  readonly ReturnValuesOnConditionCheckFailure?: "ALL_OLD";
  readonly ReturnConsumedCapacity?: "TOTAL";
}

export interface PutItemRequest {
  readonly operation: "PutItem";
  readonly input: ConditionalInput & { readonly Item: AttributeMap };
}

export interface UpdateItemRequest {
  readonly operation: "UpdateItem";
  readonly input: ConditionalInput & {
    readonly Key: AttributeMap;
    readonly UpdateExpression: string;
    readonly ReturnValues: "UPDATED_NEW";
  };
}

export interface DeleteItemRequest {
  readonly operation: "DeleteItem";
  readonly input: ConditionalInput & { readonly Key: AttributeMap };
}

export interface QueryRequest {
  readonly operation: "Query";
  readonly input: ExpressionAttributes & {
    readonly TableName: string;
    readonly KeyConditionExpression: string;
    readonly FilterExpression?: string;
    readonly ProjectionExpression?: string;
    readonly ScanIndexForward: boolean;
    readonly ConsistentRead: boolean;
    readonly Limit?: number;
    readonly ExclusiveStartKey?: AttributeMap;
    readonly ReturnConsumedCapacity?: "TOTAL";
  };
}

export interface BatchGetItemRequest {
  readonly operation: "BatchGetItem";
  readonly input: {
    readonly RequestItems: Record<string, { readonly Keys: AttributeMap[]; readonly ConsistentRead: boolean }>;
    readonly ReturnConsumedCapacity?: "TOTAL";
  };
}

export type WriteRequest =
  | { readonly PutRequest: { readonly Item: AttributeMap } }
  | { readonly DeleteRequest: { readonly Key: AttributeMap } };

/** A write as DynamoDB gives it back. */
export interface UnprocessedWrite {
  readonly PutRequest?: { readonly Item?: AttributeMap | undefined } | undefined;
  readonly DeleteRequest?: { readonly Key?: AttributeMap | undefined } | undefined;
}

export interface BatchWriteItemRequest {
  readonly operation: "BatchWriteItem";
  readonly input: {
    readonly RequestItems: Record<string, WriteRequest[]>;
    readonly ReturnConsumedCapacity?: "TOTAL";
  };
}

/** The parts of DynamoDB's answers that operations look at. */
export interface DynamoAnswer {
  readonly Item?: StoredItem | undefined;
  readonly Items?: readonly StoredItem[] | undefined;
  readonly Attributes?: AttributeMap | undefined;
  readonly LastEvaluatedKey?: AttributeMap | undefined;
  readonly Responses?: Readonly<Record<string, readonly StoredItem[]>> | undefined;
  readonly UnprocessedKeys?: Record<string, { readonly Keys?: AttributeMap[] | undefined }> | undefined;
  readonly UnprocessedItems?: Record<string, UnprocessedWrite[]> | undefined;
  /** One for most operations, one per table for batches. */
  readonly ConsumedCapacity?: Capacity | readonly Capacity[] | undefined;
  /** How often the request was sent until it was answered. @default 1 */
  readonly attempts?: number | undefined;
  /** How long was waited between these, in milliseconds. @default 0 */
  readonly waitedMs?: number | undefined;
}

export interface Capacity {
  readonly CapacityUnits?: number | undefined;
}
