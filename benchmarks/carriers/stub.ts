import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { CannedBody } from "./canned-body.ts";
import { type Answer, cannedAnswer } from "./canned-table.ts";
import type { Carrier, RecordedRequest } from "./carrier.ts";

/**
 * Answers in this process, without sockets. What an operation asks for is looked at only once, while it is recorded;
 * then its answers are repeated in a circle, so that nobody's time is spent on making them.
 */
export function openStub(): Carrier {
  let requests: RecordedRequest[] = [];
  let answers: Answer[] = [];
  let isRecording = false;
  let next = 0;

  const answerTo = (headers: Readonly<Record<string, string>>, body: unknown): Answer => {
    if (!isRecording) return answers[next++ % answers.length] as Answer;
    const request = readRequest(headers, body);
    const answer = cannedAnswer(request);
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

  const region = "eu-central-1";
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a secret access key of forty characters." };
  return {
    connection: {
      tableName: "orders",
      clientConfig: { region, credentials, requestHandler: requestHandler as Handler },
      wire: (headers, body) => Promise.resolve(answerTo(headers, body).body),
      host: `dynamodb.${region}.amazonaws.com`,
      region,
      credentials,
    },
    record() {
      requests = [];
      answers = [];
      isRecording = true;
    },
    recorded() {
      isRecording = false;
      next = 0;
      return requests;
    },
  };
}

type Handler = NonNullable<DynamoDBClientConfig["requestHandler"]>;

interface StubRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export function readRequest(headers: Readonly<Record<string, string>>, body: unknown): RecordedRequest {
  const operation = headers["x-amz-target"]?.split(".")[1] ?? "";
  const text = typeof body === "string" ? body : new TextDecoder().decode(body as Uint8Array);
  if (!headers["authorization"]?.includes("Signature=")) throw new Error("The request is not signed");
  return { operation, body: JSON.parse(text) as RecordedRequest["body"] };
}
