import type { AttributeMap } from "../item/attribute-value.ts";
import { decodeItem, type StoredItem } from "../item/stored-item.ts";
import type { KeySpace } from "../key/key-space.ts";
import type { DynamoAnswer } from "./dynamo-request.ts";

/** An answer as the AWS SDK gives it. */
export interface SdkAnswer extends Omit<DynamoAnswer, "Item" | "Items" | "Responses" | "attempts" | "waitedMs"> {
  readonly Item?: AttributeMap | undefined;
  readonly Items?: readonly AttributeMap[] | undefined;
  readonly Responses?: Readonly<Record<string, readonly AttributeMap[]>> | undefined;
  readonly $metadata?: SdkMetadata | undefined;
}

export interface SdkMetadata {
  readonly attempts?: number | undefined;
  readonly totalRetryDelay?: number | undefined;
}

/** An answer of the AWS SDK with its items as plain values. */
export function decodeAnswer(space: KeySpace, { $metadata, ...answer }: SdkAnswer): DynamoAnswer {
  const { Item, Items, Responses, ...rest } = answer;
  const all = (items: readonly AttributeMap[]): StoredItem[] => items.map((item) => decodeItem(space, item));
  return {
    ...rest,
    ...(Item && { Item: decodeItem(space, Item) }),
    ...(Items && { Items: all(Items) }),
    ...(Responses && {
      Responses: Object.fromEntries(Object.entries(Responses).map(([table, list]) => [table, all(list)])),
    }),
    attempts: $metadata?.attempts,
    waitedMs: $metadata?.totalRetryDelay,
  };
}
