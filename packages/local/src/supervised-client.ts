import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { Supervisor } from "./supervisor.ts";

/** Makes a client whose requests reject as soon as the engine has ended. */
export function supervisedClient(config: DynamoDBClientConfig, supervisor: Supervisor): DynamoDBClient {
  const client = new DynamoDBClient(config);
  // The first step is outside the retries, which would go on for a while against a dead engine.
  client.middlewareStack.add((next) => (args) => supervisor.whileRunning(() => next(args)), {
    step: "initialize",
    priority: "high",
    name: "localEngineSupervision",
  });
  return client;
}
