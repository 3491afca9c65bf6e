// Start, supervise and stop a local DynamoDB engine.
export { startLocal } from "./start-local.ts";
export type { LocalClientConfig, LocalEngine, LocalEngineOptions } from "./local-engine.ts";

// What the engine or DynamoDB does not do by itself for a repository.
export { createTable, type TableKeys } from "./create-table.ts";
export { sweepExpired, type SweepOptions } from "./sweep-expired.ts";

// Let requests meet faults.
export { type Fault, faults } from "./faults/fault.ts";
export type { FaultCounts, FaultEvent, FaultOptions, FaultRequest, FaultyEndpoint } from "./faults/faulty-endpoint.ts";
export { startFaults } from "./faults/start-faults.ts";

// What goes wrong.
export { isLocalEngineError, LocalEngineError, type LocalEngineFailure } from "./local-engine-error.ts";
