/** A program that never stops its faults, run by a test in a process of its own. */
import { createServer } from "node:net";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { startFaults, startLocal } from "../src/index.ts";

const engine = await startLocal();
const faulty = await startFaults(engine, { plan: ({ index }) => (index === 0 ? "delay" : undefined), delayMs: 50 });
const client = faulty.createClient();
await client.send(new ListTablesCommand({}));
// A connection of another owner, which stays open.
await fetch(faulty.endpoint);

// Requests that an engine never answers and whose client has gone; the put waits for the keys of its table.
const silent = createServer((socket) => void socket.unref());
await new Promise<void>((resolve) => void silent.listen(0, "127.0.0.1", resolve).unref());
const address = silent.address();
const port = typeof address === "object" ? address?.port : undefined;
const waiting = await startFaults({ endpoint: `http://127.0.0.1:${port}` });
for (const operation of ["ListTables", "PutItem"]) {
  const headers = { "x-amz-target": `DynamoDB_20120810.${operation}` };
  const body = JSON.stringify({ TableName: "films", Item: {} });
  const signal = AbortSignal.timeout(100);
  await fetch(waiting.endpoint, { method: "POST", headers, body, signal }).catch(() => undefined);
}
process.stdout.write("last work done\n");
