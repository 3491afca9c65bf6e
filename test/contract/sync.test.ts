import { vi } from "vitest";
import type { WorkerBridge as Bridge } from "../../packages/standard-dynamo/src/sync/worker-bridge.ts";
import { awaitedFilms } from "../support/awaited-films.ts";
import { ZodFilm } from "../support/zod-film.ts";
import { describeRepositoryContract } from "./repository-contract.ts";

// The real bridge; but a thread takes a quarter of a second to start, so repositories with one configuration share it.
vi.mock("../../packages/standard-dynamo/src/sync/worker-bridge.ts", async (original) => {
  const { WorkerBridge } = (await original()) as { WorkerBridge: new (config: object, timeoutMs: number) => Bridge };
  const bridges = new Map<string, Bridge>();
  return {
    WorkerBridge: function shared(config: object, timeoutMs: number): Bridge {
      const text = JSON.stringify([config, timeoutMs]);
      const bridge = bridges.get(text) ?? new WorkerBridge(config, timeoutMs);
      bridges.set(text, bridge);
      return bridge;
    },
  };
});

describeRepositoryContract("synchronous", (options) => awaitedFilms(options, ZodFilm), {
  whole: true,
  volume: true,
  blocking: true,
});
