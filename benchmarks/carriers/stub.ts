import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../orders/stored-order.ts";
import { CannedBody } from "./canned-body.ts";
import { type Answer, cannedAnswer } from "./canned-table.ts";
import { type Carrier, credentials, region } from "./carrier.ts";
import { itemsOf, type RecordedRequest, readRequest } from "./recorded-request.ts";

/**
 * Answers in this process, without sockets. What an operation asks for is looked at only once, while it is watched; then
 * its answers are repeated in a circle, so that nobody's time is spent on making them.
 */
export function openStub(marker: StoredItem | undefined): Carrier {
  let requests: RecordedRequest[] = [];
  let answers: Answer[] = [];
  let isWatching = false;
  let next = 0;

  const answerTo = (headers: Readonly<Record<string, string>>, body: unknown): Answer => {
    if (!isWatching) return answers[next++ % answers.length] as Answer;
    const request = readRequest(headers, body);
    const answer = cannedAnswer(request, marker);
    requests.push(request);
    answers.push(answer);
    return answer;
  };

  const requestHandler = {
    metadata: { handlerProtocol: "http/1.1" },
    handle(request: StubRequest) {
      const { body, headers } = answerTo(request.headers, request.body);
      return Promise.resolve({ response: { statusCode: 200, headers: { ...headers }, body: new CannedBody(body) } });
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };

  return {
    connection: {
      tableName: "orders",
      clientConfig: { region, credentials, requestHandler: requestHandler as Handler },
      wire: (headers, body) => Promise.resolve(answerTo(headers, body).body),
      host: `dynamodb.${region}.amazonaws.com`,
      region,
      credentials,
    },
    keeps: false,
    async watch() {
      requests = [];
      answers = [];
      isWatching = true;
    },
    async written() {
      isWatching = false;
      next = 0;
      return requests.flatMap(itemsOf);
    },
  };
}

type Handler = NonNullable<DynamoDBClientConfig["requestHandler"]>;

interface StubRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
