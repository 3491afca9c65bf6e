import type { ContentKey } from "./content-key.ts";
import { delimiter, plainKey } from "./key-space.ts";
import { compareText } from "./text.ts";

/**
 * Compares two keys or contents in the order in which DynamoDB keeps them: by partition, then by the joined content ids
 * in UTF-8 bytes. For `contents.sort(compareContents)`; JavaScript's own order differs beyond U+FFFF, and comparing lists
 * of ids one by one differs for ids that contain characters before `#`.
 */
export function compareContents(left: ContentKey, right: ContentKey): number {
  const a = plainKey(left);
  const b = plainKey(right);
  return (
    compareText(a.partitionIds.join(delimiter), b.partitionIds.join(delimiter)) ||
    compareText(a.contentIds.join(delimiter), b.contentIds.join(delimiter))
  );
}
