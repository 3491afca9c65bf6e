import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { parsed } from "../../packages/local/src/faults/json.ts";
import { requestKeys } from "../../packages/local/src/faults/request-keys.ts";
import type { FaultyEndpoint } from "../../packages/local/src/index.ts";
import { type HandlerRequest, handlerOf, operationOf, textOf } from "./engine-way.ts";

/** A client that tells of everything it sends, just before it does. */
export function countingClient(
  faulty: FaultyEndpoint,
  tell: (sent: { readonly keys: readonly string[]; readonly text: string }) => void,
): DynamoDBClient {
  const way = handlerOf(faulty.createClient());
  const requestHandler = {
    async handle(request: HandlerRequest, options?: object) {
      const text = textOf(request);
      tell({ keys: await requestKeys(operationOf(request), parsed(text), async () => ["PK", "SK"]), text });
      return way.handle(request, options);
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  return faulty.createClient({ requestHandler: requestHandler as never });
}
