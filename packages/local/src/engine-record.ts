import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { processStamp } from "./process-stamp.ts";

/** An engine and the process that started it, as written to a file of the user's temporary folder. */
export interface EngineRecord {
  /** A container that shares the temporary folder has other processes under the same ids. */
  readonly host: string;
  readonly pid: number;
  readonly stamp: string;
  readonly parentPid: number;
  readonly parentStamp: string;
}

/** Writes the engine down, so that a later start can end it if this process could not. */
export async function rememberEngine(pid: number): Promise<void> {
  const [stamp, parentStamp] = await Promise.all([processStamp(pid), processStamp(process.pid)]);
  if (stamp === undefined || parentStamp === undefined) return;
  const record: EngineRecord = { host: hostname(), pid, stamp, parentPid: process.pid, parentStamp };
  quietly(() => {
    const file = recordFile(pid);
    writeFileSync(`${file}.new`, JSON.stringify(record), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  });
}

/** Takes the record of an engine away. */
export function forgetEngine(pid: number): void {
  quietly(() => rmSync(recordFile(pid), { force: true }));
}

/** All engines of this user on this machine that are written down; an unreadable record is removed. */
export function rememberedEngines(): EngineRecord[] {
  const names = quietly(() => readdirSync(recordFolder())) ?? [];
  return names.filter((name) => name.endsWith(".json")).flatMap((name) => readRecord(name) ?? []);
}

function readRecord(name: string): EngineRecord | undefined {
  return quietly(() => {
    const file = join(recordFolder(), name);
    try {
      const record: unknown = JSON.parse(readFileSync(file, "utf8"));
      if (!isEngineRecord(record)) throw new TypeError(`${file} is no record of an engine`);
      return record.host === hostname() ? record : undefined;
    } catch {
      rmSync(file, { force: true });
      return undefined;
    }
  });
}

function isEngineRecord(value: unknown): value is EngineRecord {
  if (typeof value !== "object" || value === null) return false;
  const record: Partial<Record<keyof EngineRecord, unknown>> = value;
  return (
    [record.pid, record.parentPid].every((pid) => Number.isInteger(pid) && Number(pid) > 0) &&
    [record.host, record.stamp, record.parentStamp].every((text) => typeof text === "string")
  );
}

function recordFile(pid: number): string {
  return join(recordFolder(), `${pid}.json`);
}

/** Another user could have made the folder first, to have a process of ours ended: not used then. */
function recordFolder(): string {
  const user = process.getuid?.();
  const folder = join(tmpdir(), `standard-dynamo-local-${user ?? "user"}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  if (user !== undefined && uid !== user) throw new Error(`${folder} belongs to another user`);
  return folder;
}

/** The records are a second line of defence: an engine can be used without them. */
function quietly<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
