import { expect, test } from "vitest";
import type { LocalEngineError } from "../../packages/local/src/index.ts";
import type { StandardDynamoErrorCode } from "../../packages/standard-dynamo/src/index.ts";
import { readPage } from "./page.ts";

// Complete by its type: a new code does not compile until it stands here.
const codes: Record<StandardDynamoErrorCode | LocalEngineError["code"], true> = {
  BATCH_INCOMPLETE: true,
  COMMAND_VALIDATION: true,
  ITEM_VALIDATION: true,
  KEY_VALIDATION: true,
  MODEL_DEFINITION: true,
  REQUEST_OBJECT_STATE: true,
  SYNC_WORKER: true,
  LOCAL_ENGINE: true,
};

test.each(Object.keys(codes))("%s has its heading in docs/errors.md, and a row that leads there", (code) => {
  const page = readPage("docs/errors.md");
  expect(page.split("\n")).toContain(`## ${code}`);
  expect(page).toContain(`[\`${code}\`](#${code.toLowerCase()})`);
});
