import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createTable, startLocal } from "standard-dynamo-local";
import { place } from "../orders/stored-order.ts";
import { type ContestantName, loadContestant } from "../peers/contestants.ts";
import type { CarrierName } from "./carrier.ts";

/** What stands on the other side of a carrier, for all contestants. */
export interface CarrierHost extends AsyncDisposable {
  readonly endpoint: string;
}

export async function hostCarrier(carrier: CarrierName, names: readonly ContestantName[]): Promise<CarrierHost> {
  switch (carrier) {
    case "stub":
      return { endpoint: "", async [Symbol.asyncDispose]() {} };
    case "socket":
      return hostSocket(names);
    case "engine":
      return hostEngine(names);
  }
}

export function tableNameOf(name: ContestantName): string {
  return `orders-${name}`;
}

async function hostSocket(names: readonly ContestantName[]): Promise<CarrierHost> {
  const markers: Record<string, unknown> = {};
  for (const name of names) markers[tableNameOf(name)] = (await loadContestant(name)).marker;
  const program = fileURLToPath(new URL("../carriers/socket-server.js", import.meta.url));
  const server = fork(program, [JSON.stringify(markers)]);
  const [port] = (await once(server, "message")) as [number];
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.kill();
    },
  };
}

async function hostEngine(names: readonly ContestantName[]): Promise<CarrierHost> {
  const engine = await startLocal();
  const client = engine.createClient();
  const { partitionKey, sortKey } = place;
  for (const name of names) await createTable(client, { tableName: tableNameOf(name), partitionKey, sortKey });
  return {
    endpoint: engine.endpoint,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await engine[Symbol.asyncDispose]();
    },
  };
}
