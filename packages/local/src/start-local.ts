import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { clearOrphans } from "./clear-orphans.ts";
import { findEngine } from "./find-engine.ts";
import { LOOPBACK } from "./free-port.ts";
import type { LocalClientConfig, LocalEngine, LocalEngineOptions } from "./local-engine.ts";
import { LocalEngineError } from "./local-engine-error.ts";
import { startEngine, type StartedEngine } from "./start-engine.ts";
import { supervisedClient } from "./supervised-client.ts";
import { Supervisor } from "./supervisor.ts";

/**
 * Starts a local DynamoDB engine and waits until it answers.
 *
 * The engine ends with `stop()`, at the end of an `await using` block, and in any case with this process; one that had
 * to outlive its process (SIGKILL) is ended by the next `startLocal` of the same user. It does not keep the program
 * running.
 *
 * The notice of the AWS SDK about old versions of Node.js is switched off, unless the environment variable for it is set.
 *
 * @example
 * await using engine = await startLocal();
 * const client = engine.createClient();
 * await createTable(client, { tableName: "films", partitionKey: "PK", sortKey: "SK" });
 *
 * @throws LocalEngineError `not-found`, `invalid-option`, `port-in-use`, `start-failed`
 */
export async function startLocal(options: LocalEngineOptions = {}): Promise<LocalEngine> {
  const path = options.path === undefined ? undefined : checkedPath(options.path);
  const port = options.port === undefined || options.port === 0 ? undefined : checkedPort(options.port);
  const command = findEngine();
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  await clearOrphans();
  return localEngine(await startEngine(command, path, port));
}

function localEngine({ process: engineProcess, port }: StartedEngine): LocalEngine {
  const endpoint = `http://${LOOPBACK}:${port}`;
  const supervisor = new Supervisor(engineProcess, endpoint);
  const clientConfig: LocalClientConfig = {
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  };
  const clients = new Set<DynamoDBClient>();
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    for (const client of clients) client.destroy();
    clients.clear();
  };
  engineProcess.release();
  return {
    endpoint,
    pid: engineProcess.pid ?? -1,
    clientConfig,
    exited: supervisor.exited,
    createClient(config = {}) {
      const client = supervisedClient({ ...clientConfig, ...config }, supervisor);
      clients.add(client);
      return client;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function checkedPath(path: string): string {
  const file = resolve(path);
  const folder = dirname(file);
  if (!isFolder(folder)) {
    throw new LocalEngineError("invalid-option", `The folder ${folder} does not exist: make it, or give another path.`);
  }
  if (isFolder(file)) {
    throw new LocalEngineError("invalid-option", `${file} is a folder: give the path of a file, such as a name in it.`);
  }
  return file;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function checkedPort(port: number): number {
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new LocalEngineError("invalid-option", `A port is an integer from 0 to 65535, but got ${port}.`);
}
