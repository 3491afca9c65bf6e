import type { ServerResponse } from "node:http";
import { type Answer, cut, deliver, errorAnswer, type Refusal } from "./answer.ts";
import type { Fault } from "./fault.ts";
import type { SplitBatch } from "./split-batch.ts";

/** A request on its way, and what can be done about it. */
export interface Exchange {
  readonly outgoing: ServerResponse;
  /** Hands the request to the engine, whole or with another body. */
  readonly ask: (body?: Buffer) => Promise<Answer>;
  /** The request in two parts, if it is a batch. */
  readonly split: () => Promise<SplitBatch | undefined>;
  /** Told when the fault happens: once the engine has acted, if it has to, and before the client can see it. */
  readonly tell: () => void;
  readonly delayMs: number;
}

/** Lets a request meet its fault. */
export async function meetFault(fault: Fault, exchange: Exchange): Promise<void> {
  const { outgoing, ask, tell } = exchange;
  switch (fault) {
    case "throttled":
    case "throttling":
    case "request-limit":
    case "internal-error":
    case "unavailable":
    case "expired-credentials":
      tell();
      deliver(errorAnswer(refusals[fault]), outgoing);
      return;
    case "cut-before":
      tell();
      cut(outgoing);
      return;
    case "unprocessed":
      await leaveUnprocessed(exchange);
      return;
    case "internal-error-after":
      await ask();
      tell();
      deliver(errorAnswer(refusals["internal-error"]), outgoing);
      return;
    case "cut-after":
      await ask();
      tell();
      cut(outgoing);
      return;
    case "truncated-body":
    case "wrong-checksum": {
      const answer = await ask();
      tell();
      deliver(answer, outgoing, fault);
      return;
    }
    case "delay": {
      const answer = await ask();
      tell();
      await pause(exchange);
      deliver(answer, outgoing);
    }
  }
}

type Refused = "throttled" | "throttling" | "request-limit" | "internal-error" | "unavailable" | "expired-credentials";

const refusals: Readonly<Record<Refused, Refusal>> = {
  throttled: refusal(400, "ProvisionedThroughputExceededException", "The throughput of the table was exceeded"),
  throttling: refusal(400, "ThrottlingException", "The rate of requests is too high"),
  "request-limit": refusal(400, "RequestLimitExceeded", "The throughput of the account was exceeded"),
  "internal-error": refusal(500, "InternalServerError", "Internal server error"),
  unavailable: refusal(503, "ServiceUnavailable", "The service is not available"),
  "expired-credentials": refusal(400, "ExpiredTokenException", "The security token has expired"),
};

/** Who reads the message should not look for the cause in the engine. */
function refusal(status: number, name: string, message: string): Refusal {
  return { status, name, message: `${message} (injected fault)` };
}

async function leaveUnprocessed({ outgoing, ask, split, tell }: Exchange): Promise<void> {
  const batch = await split();
  if (batch === undefined) {
    deliver(await ask(), outgoing);
    return;
  }
  const engine = batch.body === undefined ? undefined : await ask(batch.body);
  if (engine === undefined || engine.status === 200) tell();
  deliver(batch.answer(engine), outgoing);
}

/** Ends early when the client has gone. */
function pause({ outgoing, delayMs }: Exchange): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs).unref();
    outgoing.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
