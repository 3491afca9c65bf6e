import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundled } from "../support/bundled.ts";

const workspace = fileURLToPath(new URL("../../", import.meta.url));

/** What a call of the program came to, in the order of its calls. */
export interface Outcome {
  /** `ok`, the reason of a SyncWorkerError, or the error's name and message. */
  readonly said: string;
  readonly milliseconds: number;
}

let library: Promise<string> | undefined;

/**
 * Runs calls of a synchronous repository in a process of its own, over a copy of the library beside which stands another
 * AWS SDK, or none: the worker thread does what that says. A hang ends with the process, and an error.
 */
export async function runOverSdk(sdk: string | undefined, calls: string): Promise<readonly Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), "standard-dynamo-sdk-"));
  try {
    library ??= bundled({ sync: join(workspace, "packages/standard-dynamo/src/sync.ts") });
    await cp(await library, join(folder, "library"), { recursive: true });
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    if (sdk !== undefined) {
      const module = join(folder, "node_modules/@aws-sdk/client-dynamodb");
      await mkdir(module, { recursive: true });
      await writeFile(join(module, "package.json"), '{ "name": "@aws-sdk/client-dynamodb", "main": "index.cjs" }');
      await writeFile(join(module, "index.cjs"), sdk);
    }
    await writeFile(join(folder, "main.mjs"), program(calls));
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "main.mjs")], {
      cwd: workspace,
      timeout: 15_000,
    });
    return JSON.parse(stdout) as Outcome[];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** An SDK whose client does this with what it is sent; `id` is the id of the record. */
export function sdkThat(send: string): string {
  return `
exports.DynamoDBServiceException = class extends Error {};
exports.GetItemCommand = class { constructor(input) { this.input = input; } };
exports.DynamoDBClient = class {
  async send({ input }) { const id = input.Key.SK.S.split("#")[1]; ${send}; return { $metadata: {} }; }
};`;
}

function program(calls: string): string {
  return `
import { isSyncWorkerError, SyncDynamoRepository } from "./library/sync.mjs";
const schema = { "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) } };
const films = new SyncDynamoRepository({
  schema, tableName: "films", partitionKey: "PK", sortKey: "SK",
  partitionPrefix: "content", partitionName: "movies", contentType: "film", timeoutMs: 1500,
});
const outcomes = [];
function get(id) {
  const started = Date.now();
  let said = "ok";
  try {
    films.get({ contentIds: [id] });
  } catch (error) {
    said = isSyncWorkerError(error) ? error.reason : \`\${error?.name}: \${error?.message}\`;
  }
  outcomes.push({ said, milliseconds: Date.now() - started });
}
const turn = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
${calls}
console.log(JSON.stringify(outcomes));
`;
}
