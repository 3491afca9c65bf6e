import { writeContent } from "../item/write-content.ts";
import type { NewContent } from "../key/content-key.ts";
import { givenContent } from "../key/given-content.ts";
import { chain, type MaybePromise } from "../model/maybe-promise.ts";
import type { PreparedWrite } from "./batch-tally.ts";
import type { OperationContext } from "./operation-context.ts";

/** The write that puts a content in a batch, checked. */
export function preparePut<Item>(
  { layout, now }: OperationContext<Item>,
  content: NewContent<Item>,
): MaybePromise<PreparedWrite> {
  return chain(writeContent(layout, givenContent(content), now()), ({ pair, encode }) => ({
    pair,
    request: () => ({ PutRequest: { Item: encode() } }),
  }));
}
