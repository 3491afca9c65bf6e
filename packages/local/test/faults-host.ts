/** A program that never stops its faults, run by a test in a process of its own. */
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { startFaults, startLocal } from "../src/index.ts";

const engine = await startLocal();
const faulty = await startFaults(engine, { plan: ({ index }) => (index === 0 ? "delay" : undefined), delayMs: 50 });
const client = faulty.createClient();
await client.send(new ListTablesCommand({}));
// A connection of another owner, which stays open.
await fetch(faulty.endpoint);
process.stdout.write("last work done\n");
