import type { StoredItem } from "../orders/stored-order.ts";
import { type Carrier, credentials, region } from "./carrier.ts";
import { plainWire } from "./plain-wire.ts";

/** Canned answers of a server in another process, over the loopback, with the handler that the SDK takes by default. */
export function openSocket(endpoint: string, tableName: string): Carrier {
  const ask = async (verb: string): Promise<readonly StoredItem[]> => {
    const answer = await fetch(`${endpoint}/${verb}/${tableName}`);
    return (await answer.json()) as readonly StoredItem[];
  };
  return {
    connection: {
      tableName,
      clientConfig: { region, credentials, endpoint },
      wire: plainWire(endpoint),
      host: new URL(endpoint).host,
      region,
      credentials,
    },
    keeps: false,
    async watch() {
      await ask("watch");
    },
    written: () => ask("written"),
  };
}
