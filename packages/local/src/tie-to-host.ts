import { endWithHost } from "./end-with-host.ts";
import { forgetEngine, rememberEngine } from "./engine-record.ts";
import type { EngineProcess } from "./engine-process.ts";

/** Sees to it that the engine does not outlive this process: at once, or at the next start if this one is killed. */
export async function tieToHost(engine: EngineProcess): Promise<void> {
  const { pid } = engine;
  if (pid === undefined) return;
  const untie = endWithHost(() => engine.kill("SIGTERM"));
  engine.onExit(() => {
    untie();
    forgetEngine(pid);
  });
  await rememberEngine(pid);
  if (engine.exit !== undefined) forgetEngine(pid);
}
