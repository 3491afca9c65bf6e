// The process of the stub over a socket: answers what is canned, and tells what was written when asked.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { StoredItem } from "../orders/stored-order.ts";
import { type Answer, cannedAnswer } from "./canned-table.ts";
import { itemsOf, readRequest } from "./recorded-request.ts";

/** Markers by the name of the table: each contestant has a table of its own name. */
const markers = JSON.parse(process.argv[2] ?? "{}") as Record<string, StoredItem>;
const written = new Map<string, StoredItem[]>();
/** Answers to reads, which are always the same, by the request. */
const known = new Map<string, Answer>();

const server = createServer((request, response) => {
  void readBody(request).then((text) => {
    const watched = /^\/(watch|written)\/(.+)$/.exec(request.url ?? "");
    if (watched !== null) {
      const [, verb, table = ""] = watched;
      response.end(JSON.stringify(written.get(table) ?? []));
      if (verb === "watch") written.set(table, []);
      else written.delete(table);
      return;
    }
    const { body, headers } = answerTo(request, text);
    response.writeHead(200, headers);
    response.end(body);
  });
});

// Some contestants take so long over fifty answers that idle connections would be closed under them.
server.keepAliveTimeout = 120_000;
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));

function answerTo({ headers }: IncomingMessage, text: string): Answer {
  const key = `${String(headers["x-amz-target"])} ${text}`;
  const ready = known.get(key);
  if (ready !== undefined) return ready;
  const recorded = readRequest(headers, text);
  const table = /"orders-[\w-]+"/.exec(text)?.[0].slice(1, -1) ?? "";
  const items = itemsOf(recorded);
  written.get(table)?.push(...items);
  const answer = cannedAnswer(recorded, markers[table]);
  if (items.length === 0) known.set(key, answer);
  return answer;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
