import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { SyncDynamoRepository } from "standard-dynamo/sync";
import { expect, test } from "vitest";
import { z } from "zod";
import { Table } from "./table.ts";

const table = new Table();

test("sync_repo", async () => {
  using films = new SyncDynamoRepository({
    schema: z.object({ title: z.string() }),
    ...table.place,
    clientConfig: table.clientConfig,
  });
  // Inside a running event loop: in a promise, in a timer, in a microtask.
  await Promise.resolve().then(() => films.put({ contentIds: ["1"], item: { title: "M" } }));
  const title = () => films.get({ contentIds: ["1"] }).content?.item.title;
  expect(await new Promise((resolve) => setTimeout(() => resolve(title()), 1))).toBe("M");
  expect(await new Promise((resolve) => queueMicrotask(() => resolve(title())))).toBe("M");
  // In a thread, of a program that does not dispose.
  const host = fileURLToPath(new URL("../sync/worker-host.ts", import.meta.url));
  const settings = JSON.stringify({ ...table.place, clientConfig: table.clientConfig });
  const flags = ["--import", "tsx", "--conditions=@standard-dynamo/source"];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, host, settings], { timeout: 15_000 });
  expect(stdout.trim()).toBe("W");
});
