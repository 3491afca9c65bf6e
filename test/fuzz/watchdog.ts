import { Worker } from "node:worker_threads";

/** Watches this process from another thread, because a loop without an end lets nothing else run in its own. */
export interface Watchdog extends Disposable {
  /** Something new begins; the text is what to say if it does not end. */
  begin(text: string): void;
}

const room = 64 * 1024;

// Plain JavaScript: the thread is started from this text, so it needs no loader.
const program = `
  const { workerData: { shared, seconds, pid } } = require("node:worker_threads");
  const { writeSync } = require("node:fs");
  const beat = new BigInt64Array(shared, 0, 1);
  setInterval(() => {
    const quiet = Date.now() - Number(Atomics.load(beat, 0));
    if (quiet < seconds * 1000) return;
    const text = Buffer.from(Buffer.from(shared, 8)).toString("utf8").replace(/\\0+$/, "");
    writeSync(2, "Nothing has moved for " + seconds + " s:\\n" + text + "\\n");
    process.kill(pid, "SIGKILL");
  }, 500);
`;

/** Ends the process, saying what it was about, if nothing begins for some seconds. */
export function startWatchdog(seconds: number): Watchdog {
  const shared = new SharedArrayBuffer(8 + room);
  const beat = new BigInt64Array(shared, 0, 1);
  const said = Buffer.from(shared, 8);
  const begin = (text: string): void => {
    said.fill(0);
    said.write(text);
    Atomics.store(beat, 0, BigInt(Date.now()));
  };
  begin("at the start");
  const worker = new Worker(program, { eval: true, execArgv: [], workerData: { shared, seconds, pid: process.pid } });
  worker.unref();
  return { begin, [Symbol.dispose]: () => void worker.terminate() };
}
