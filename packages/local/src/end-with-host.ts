/**
 * Calls `end` when this process ends: after its last work, by `process.exit`, by an uncaught exception, or by SIGINT,
 * SIGTERM or SIGHUP. How the process ends, and with which exit code, stays as it would be without this.
 *
 * One set of listeners serves all engines, and is there only while there are engines.
 *
 * @returns the function that calls this off
 */
export function endWithHost(end: () => void): () => void {
  if (endings.size === 0) listen();
  endings.add(end);
  return () => {
    endings.delete(end);
    if (endings.size === 0) unlisten();
  };
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const endings = new Set<() => void>();

function listen(): void {
  process.on("exit", endAll);
  // First in the row: a `once` listener of the program that ran before would not be there to be counted.
  for (const signal of SIGNALS) process.prependListener(signal, onSignal);
}

function unlisten(): void {
  process.off("exit", endAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function endAll(): void {
  for (const end of endings) end();
}

function onSignal(signal: NodeJS.Signals): void {
  process.off(signal, onSignal);
  if (process.listenerCount(signal) === 0) {
    // Nobody else listens: without us the signal would have ended the process, so let it do that now.
    endAll();
    process.kill(process.pid, signal);
    return;
  }
  // The program has its own plan. When it exits, the engines go; until then they stay for its last requests. The
  // listener is away meanwhile, because signal-exit and the like end the process only when nobody else listens.
  setImmediate(() => {
    if (endings.size > 0 && !process.listeners(signal).includes(onSignal)) process.prependListener(signal, onSignal);
  });
}
