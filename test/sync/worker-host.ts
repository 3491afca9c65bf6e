import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { SyncDynamoRepository } from "standard-dynamo/sync";
import { z } from "zod";

// A program that uses a synchronous repository in a thread of its own, with a loader (tsx); started by the tests. It
// forgets to dispose, and exits all the same.
const settings = (isMainThread ? JSON.parse(process.argv[2] ?? "{}") : workerData) as Settings;
type Settings = ConstructorParameters<typeof SyncDynamoRepository<{ title: string }>>[0];

if (isMainThread) {
  const source = `import("tsx/esm/api").then(({ register }) => { register(); import(${JSON.stringify(import.meta.url)}); })`;
  const worker = new Worker(source, { eval: true, workerData: settings });
  worker.on("message", (title) => console.log(title));
} else {
  const films = new SyncDynamoRepository({ ...settings, schema: z.object({ title: z.string() }) });
  films.put({ contentIds: ["w"], item: { title: "W" } });
  parentPort?.postMessage(films.get({ contentIds: ["w"] }).content?.item.title);
}
