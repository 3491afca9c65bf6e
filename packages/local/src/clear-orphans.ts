import { setTimeout as sleep } from "node:timers/promises";
import { type EngineRecord, forgetEngine, rememberedEngines } from "./engine-record.ts";
import { processStamp } from "./process-stamp.ts";

/** Ends the engines whose parent was killed too hard to end them itself, and waits until they are gone. */
export async function clearOrphans(): Promise<void> {
  await Promise.all(rememberedEngines().map(clearOrphan));
}

async function clearOrphan(record: EngineRecord): Promise<void> {
  const { pid, parentPid, parentStamp } = record;
  if ((await processStamp(parentPid)) === parentStamp) return;
  if ((await endsAfter(record, "SIGTERM")) || (await endsAfter(record, "SIGKILL"))) forgetEngine(pid);
}

async function endsAfter(record: EngineRecord, signal: "SIGTERM" | "SIGKILL"): Promise<boolean> {
  const deadline = Date.now() + GRACE_MILLISECONDS;
  if (!(await isAlive(record))) return true;
  try {
    process.kill(record.pid, signal);
  } catch {
    // It has just ended, or is not ours to end.
  }
  while (Date.now() < deadline) {
    if (!(await isAlive(record))) return true;
    await sleep(POLL_MILLISECONDS);
  }
  return false;
}

const GRACE_MILLISECONDS = 1000;
const POLL_MILLISECONDS = 5;

async function isAlive({ pid, stamp }: EngineRecord): Promise<boolean> {
  return (await processStamp(pid)) === stamp;
}
