// A fresh process: imports a contestant, opens it, gets one order, and prints what that took as JSON. Nothing of the SDK is
// imported before the clock starts.
import { openSocket } from "../carriers/socket.ts";
import type { Contestant } from "../peers/contestant.ts";

const [, , program = "", endpoint = "", tableName = ""] = process.argv;
const { connection } = openSocket(endpoint, tableName);
const key = { customer: "page", id: "00000000" };

const before = process.cpuUsage();
const started = performance.now();
const { contestant } = (await import(program)) as { contestant: Contestant };
const imported = performance.now();
const found = await contestant.open(connection).get(key);
const ended = performance.now();
const { user, system } = process.cpuUsage(before);

if (found === undefined) throw new Error("Nothing was found");
console.log(JSON.stringify({ importing: imported - started, firstGet: ended - imported, cpu: (user + system) / 1000 }));
process.exit();
