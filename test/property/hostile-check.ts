import { inspect, isDeepStrictEqual } from "node:util";
import { isStandardDynamoError, type PartitionedContent } from "standard-dynamo";
import type { HostileCall, HostileContent } from "./hostile-call.ts";
import { namesInExpressions } from "./hostile-expression.ts";
import { holds } from "./hostile-log.ts";
import type { Row } from "./hostile-models.ts";
import { changedPrototypes } from "./hostile-prototypes.ts";
import { comesBack, secret } from "./hostile-row.ts";
import { mayChange, perform, type Scene } from "./hostile-scene.ts";

/** CPU time that one call may take, in seconds: far more than any does. */
const patience = 10;

/**
 * Performs a call and checks what holds for every call, whatever it is given. Gives what came of it, for comparing.
 *
 * @throws Error that says what does not hold
 */
export async function checkedCall(scene: Scene, call: HostileCall): Promise<string> {
  const { table, lines } = scene;
  table.sent.length = 0;
  lines.length = 0;
  const before = scene.items;
  const started = process.cpuUsage();
  const outcome = await settled(() => perform(scene, call));
  const { user, system } = process.cpuUsage(started);
  if (user + system > patience * 1e6) throw new Error(`it took ${(user + system) / 1e6} s of CPU`);
  const after = await table.dump();
  scene.items = after;
  checkError(scene, outcome);
  for (const { input } of table.sent) namesInExpressions(input);
  const changed = changedPrototypes();
  if (changed.length > 0) throw new Error(`prototypes were changed: ${changed.join(", ")}`);
  if (holds(lines, secret)) throw new Error(`a value of an item was logged: ${inspect(lines, { depth: 9 })}`);
  const expected = mayChange(scene, call);
  const touched = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => before.get(key) !== after.get(key) && !expected(key),
  );
  if (touched.length > 0) throw new Error(`records were changed that it does not name: ${touched.join(", ")}`);
  checkContents(scene, call, outcome);
  if (call.operation === "put" && outcome.value !== undefined) await checkReadBack(scene, call.content);
  return textOf(outcome);
}

interface Outcome {
  readonly value?: unknown;
  readonly error?: unknown;
}

async function settled(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: (await work()) ?? true };
  } catch (error) {
    return { error };
  }
}

/** An error is one of this library's, or says by DynamoDB's own that the request was not to its liking. */
function checkError({ model }: Scene, { error }: Outcome): void {
  if (error === undefined) return;
  if (!isStandardDynamoError(error)) {
    if (error instanceof Error && error.name === "ValidationException") return;
    throw new Error("the error is nobody's", { cause: error });
  }
  // Valibot and ArkType put values into the messages of their issues.
  const isSilent = model === "zod" || model === "undescribed";
  if (isSilent && error.message.includes(secret)) throw new Error("a value is in the message", { cause: error });
}

/** What a read gives is of its own repository. */
function checkContents({ place }: Scene, call: HostileCall, { value }: Outcome): void {
  const { contents = [] } = (value ?? {}) as { contents?: readonly PartitionedContent<Row>[] };
  const isNeighbour = contents.some(({ item }) => item["text"] === "neighbour");
  if (isNeighbour) throw new Error(`${call.operation} gave a record that is not in ${JSON.stringify(place)}`);
}

async function checkReadBack({ rows, model }: Scene, content: HostileContent): Promise<void> {
  const expected = comesBack(model, content.row);
  if (expected === undefined) throw new Error("an item was written that cannot be read back");
  const { content: read } = await rows.get(content as object);
  if (isDeepStrictEqual(read?.item, expected)) return;
  throw new Error(`written was ${inspect(expected, { depth: 9 })}, read is ${inspect(read?.item, { depth: 9 })}`);
}

function textOf({ value, error }: Outcome): string {
  if (error === undefined) return inspect(value, { depth: 12, sorted: true });
  const { name, code, message } = error as { name: string; code?: string; message: string };
  return code === undefined ? name : `${code}: ${message}`;
}
