import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { EngineProcess } from "./engine-process.ts";
import type { EngineCommand } from "./find-engine.ts";
import { freePort, isPortFree, LOOPBACK } from "./free-port.ts";
import { LocalEngineError } from "./local-engine-error.ts";
import { tieToHost } from "./tie-to-host.ts";

/** An engine that answers on a port. */
export interface StartedEngine {
  readonly process: EngineProcess;
  readonly port: number;
}

/**
 * Starts the engine and waits until it answers. Without a port it takes a free one, and another one when somebody was
 * faster.
 *
 * @throws LocalEngineError `port-in-use`, `start-failed`
 */
export async function startEngine(command: EngineCommand, path?: string, fixedPort?: number): Promise<StartedEngine> {
  for (let attempt = 1; ; attempt += 1) {
    const port = fixedPort ?? (await freePort());
    if (fixedPort !== undefined && !(await isPortFree(port))) throw portInUse(port);
    const args = ["--host", LOOPBACK, "--port", String(port), ...(path === undefined ? [] : ["--db-path", path])];
    const engine = new EngineProcess(command, args);
    const tied = tieToHost(engine);
    const answers = await untilItAnswers(engine, port);
    await tied;
    if (answers) return { process: engine, port };
    // The wording of the engine may change, so ask the port itself whether it was the reason.
    const taken = engine.exit !== undefined && !(await isPortFree(port));
    if (!taken || attempt === ATTEMPTS) throw await startFailed(engine, command);
    if (fixedPort !== undefined) throw portInUse(port);
  }
}

const ATTEMPTS = 5;
const START_MILLISECONDS = 10_000;

/** An engine that does not announce itself in the known words within this time is asked all the same. */
const SILENCE_MILLISECONDS = 1000;

async function untilItAnswers(engine: EngineProcess, port: number): Promise<boolean> {
  const begin = Date.now();
  while (engine.exit === undefined && Date.now() - begin < START_MILLISECONDS) {
    // Before its announcement, an answer could come from another program that took the port.
    const announced = /listening/i.test(engine.output) || Date.now() - begin > SILENCE_MILLISECONDS;
    if (announced && (await answersHttp(port))) return engine.exit === undefined;
    await Promise.race([engine.exited, sleep(POLL_MILLISECONDS)]);
  }
  return false;
}

const POLL_MILLISECONDS = 4;

function answersHttp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const ping = request({ host: LOOPBACK, port, agent: false, timeout: 1000 }, (answer) => {
      answer.resume();
      resolve(true);
    });
    ping.on("timeout", () => ping.destroy());
    ping.on("error", () => resolve(false));
    ping.end();
  });
}

function portInUse(port: number): LocalEngineError {
  return new LocalEngineError(
    "port-in-use",
    `Port ${port} of ${LOOPBACK} is in use. Stop the program that listens there, give another port, or give none to get a free one.`,
  );
}

async function startFailed(engine: EngineProcess, command: EngineCommand): Promise<LocalEngineError> {
  const { exit } = engine;
  engine.kill("SIGKILL");
  await engine.exited;
  const how = exit ? `ended while starting (${exit.manner})` : `did not answer within ${START_MILLISECONDS} ms`;
  const words = engine.output || exit?.cause?.message || "(it said nothing)";
  return new LocalEngineError("start-failed", `The local DynamoDB engine ${how}: ${words}\nProgram: ${command.file}`, {
    output: engine.output,
    cause: exit?.cause,
  });
}
