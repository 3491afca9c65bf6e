import { type LocalEngine, startLocal } from "../../packages/local/src/index.ts";

/** An engine that nobody else uses now, with what others have left in it. One that is stopped is not lent again. */
export interface LentEngine extends AsyncDisposable {
  readonly engine: LocalEngine;
}

const idle = new Set<LocalEngine>();

/** Lends engines, which end with the process, one test after the other: many take less time than starting one does. */
export async function lendEngine(): Promise<LentEngine> {
  const [waiting] = idle;
  const engine = waiting ?? (await startLocal());
  idle.delete(engine);
  let isOver = false;
  // One that has died is the failure of the test that killed it, and not of those after it.
  void engine.exited.then(() => {
    isOver = true;
    idle.delete(engine);
  });
  return {
    engine,
    async [Symbol.asyncDispose]() {
      if (!isOver) idle.add(engine);
    },
  };
}
