import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

/**
 * A text that tells one process from every other that had or will have the same id: when it began. Undefined when there
 * is no such process (or only a dead one whose parent has not noticed yet).
 */
export async function processStamp(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === "linux") return linuxStamp(pid);
    if (process.platform === "win32") return await windowsStamp(pid);
    return await unixStamp(pid);
  } catch {
    return undefined;
  }
}

/** Field 22 of stat is the start time in ticks since the boot; see proc_pid_stat(5). */
function linuxStamp(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${fields[19]}`;
}

async function unixStamp(pid: number): Promise<string | undefined> {
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const { stdout } = await run("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { env });
  const [state = "", ...start] = stdout.trim().split(/\s+/);
  return state.startsWith("Z") ? undefined : start.join(" ") || undefined;
}

async function windowsStamp(pid: number): Promise<string | undefined> {
  const script = `(Get-Process -Id ${pid} -ErrorAction Stop).StartTime.ToFileTimeUtc()`;
  const { stdout } = await run("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", script]);
  return stdout.trim() || undefined;
}

const run = promisify(execFile);
