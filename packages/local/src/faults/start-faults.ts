import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LOOPBACK } from "../free-port.ts";
import type { LocalClientConfig, LocalEngine } from "../local-engine.ts";
import { checkedFaultOptions, checkedTarget } from "./fault-options.ts";
import { FaultProxy } from "./fault-proxy.ts";
import type { FaultOptions, FaultyEndpoint } from "./faulty-endpoint.ts";

/**
 * Starts an endpoint before a local engine, or before another DynamoDB on loopback, whose requests meet faults by a
 * seeded schedule. Clients are given its `endpoint` in place of the engine's.
 *
 * It listens on 127.0.0.1 in this process, ends with it, and does not keep it running. A request that the engine does
 * not answer, because it has died, is cut.
 *
 * @example
 * await using engine = await startLocal();
 * await using faulty = await startFaults(engine, { rates: { throttled: 0.1, "cut-after": 0.05 } });
 * const client = faulty.createClient();
 *
 * @throws LocalEngineError `invalid-option`
 */
export async function startFaults(
  target: LocalEngine | { readonly endpoint: string },
  options: FaultOptions = {},
): Promise<FaultyEndpoint> {
  const checked = checkedFaultOptions(options);
  const proxy = new FaultProxy(checkedTarget(target.endpoint), checked);
  const endpoint = `http://${LOOPBACK}:${await proxy.listen()}`;
  const clientConfig: LocalClientConfig = { ...("clientConfig" in target ? target.clientConfig : local), endpoint };
  const clients = new Set<DynamoDBClient>();
  let closed: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    for (const client of clients) client.destroy();
    clients.clear();
    await (closed ??= proxy.close());
    proxy.tellFailure();
  };
  return {
    endpoint,
    clientConfig,
    seed: checked.seed,
    get counts() {
      return proxy.counts;
    },
    createClient(config = {}) {
      const client = new DynamoDBClient({ ...clientConfig, ...config });
      clients.add(client);
      return client;
    },
    pause: () => proxy.pause(),
    resume: () => proxy.resume(),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const local = { region: "us-east-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } } as const;
