import type { Contestant } from "../peers/contestant.ts";
import type { Carrier, CarrierName } from "./carrier.ts";
import { openEngine } from "./engine.ts";
import { openSocket } from "./socket.ts";
import { openStub } from "./stub.ts";

export interface CarrierAddress {
  readonly carrier: CarrierName;
  /** Nothing for the stub. */
  readonly endpoint: string;
  readonly tableName: string;
}

export function openCarrier({ carrier, endpoint, tableName }: CarrierAddress, { marker }: Contestant): Carrier {
  switch (carrier) {
    case "stub":
      return openStub(marker);
    case "socket":
      return openSocket(endpoint, tableName);
    case "engine":
      return openEngine(endpoint, tableName);
  }
}
