// Runs the contract of the repository on AWS's own DynamoDB Local, as a second opinion beside the engine of
// standard-dynamo-local: npm run test:dynamodb-local -- <DynamoDBLocal.jar> [options of vitest]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const secondsToStart = 60;

process.exitCode = await main(process.argv.slice(2));

/** @param {string[]} args */
async function main([jar, ...options]) {
  if (jar === undefined) return fail("Say where DynamoDB Local is: npm run test:dynamodb-local -- <DynamoDBLocal.jar>");
  const file = resolve(process.env["INIT_CWD"] ?? ".", jar);
  if (!existsSync(file)) return fail(`There is no file ${file}.`);
  const libraries = join(dirname(file), "DynamoDBLocal_lib");
  if (!existsSync(libraries)) {
    return fail(
      `There is no folder ${libraries}: DynamoDB Local needs the libraries that come with it beside its jar.`,
    );
  }
  const port = await freePort();
  const engine = spawn(
    "java",
    [`-Djava.library.path=${libraries}`, "-jar", file, "-inMemory", "-port", String(port), "-disableTelemetry"],
    { cwd: dirname(file), stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  engine.stdout.on("data", (data) => (output += String(data)));
  engine.stderr.on("data", (data) => (output += String(data)));
  const isOver = new AbortController();
  const ended = new Promise((settle) => {
    engine.once("error", (error) => settle(startProblem(error)));
    engine.once("exit", (code, signal) => settle(`DynamoDB Local ended (${signal ?? code}). It said:\n${output}`));
  }).finally(() => isOver.abort());
  const stop = () => void engine.kill();
  process.once("exit", stop);
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.once(signal, () => process.exit(1));
  }

  try {
    const endpoint = `http://127.0.0.1:${port}`;
    const problem = await Promise.race([ended, answers(endpoint, isOver.signal)]);
    if (problem !== undefined) return fail(problem);
    console.log(`DynamoDB Local answers at ${endpoint}.`);
    return await vitest(endpoint, options);
  } finally {
    stop();
    await ended;
  }
}

/** @param {Error & { code?: string }} error */
function startProblem(error) {
  if (error.code !== "ENOENT") return `java could not be started: ${error.message}`;
  return "There is no java on the PATH: DynamoDB Local needs Java 17 or later.";
}

/**
 * Waits until the engine answers at all; a request without a signature is refused, which is an answer.
 *
 * @param {string} endpoint
 * @param {AbortSignal} isOver
 */
async function answers(endpoint, isOver) {
  const deadline = Date.now() + secondsToStart * 1000;
  while (Date.now() < deadline && !isOver.aborted) {
    try {
      await (await fetch(endpoint)).text();
      return undefined;
    } catch {
      await sleep(100);
    }
  }
  return `DynamoDB Local did not answer within ${secondsToStart} seconds.`;
}

/**
 * @param {string} endpoint
 * @param {string[]} options
 */
async function vitest(endpoint, options) {
  const env = { ...process.env, STANDARD_DYNAMO_TEST_ENDPOINT: endpoint };
  const cli = join(root, "node_modules", "vitest", "vitest.mjs");
  const tests = spawn(process.execPath, [cli, "run", "test/contract", ...options], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  process.once("exit", () => void tests.kill());
  const [code] = await once(tests, "exit");
  return code ?? 1;
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** @param {unknown} message */
function fail(message) {
  console.error(message);
  return 1;
}
