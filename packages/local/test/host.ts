/** A program with an engine, run by the tests in a process of its own. */
import { setTimeout as sleep } from "node:timers/promises";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { startLocal } from "../src/index.ts";

const [, , plan] = process.argv;
const engine = await startLocal();
const client = engine.createClient();
await client.send(new ListTablesCommand({}));

async function finishLastWork(): Promise<void> {
  await sleep(100);
  await client.send(new ListTablesCommand({}));
  process.stdout.write("last work done\n");
  process.exit(7);
}

if (plan === "own-sigterm") process.on("SIGTERM", () => void finishLastWork());
if (plan === "own-once-sigint") process.once("SIGINT", () => void finishLastWork());
if (plan === "polite-library") {
  // As signal-exit does it: end the process by the signal, but only when nobody else listens.
  const listener = (): void => {
    if (process.listeners("SIGTERM").length !== 1) return;
    process.off("SIGTERM", listener);
    process.kill(process.pid, "SIGTERM");
  };
  process.on("SIGTERM", listener);
}
process.stdout.write(`engine ${engine.pid}\n`);
if (plan === "throw") throw new Error("nobody catches this");
if (plan === "exit-3") process.exit(3);
if (plan !== "forget") setInterval(() => undefined, 1000);
