import { Agent, request } from "node:http";
import type { Wire } from "../peers/contestant.ts";

/** The floor's way to a server: node:http, with as many connections as the SDK keeps. */
export function plainWire(endpoint: string): Wire {
  const { hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  return (headers, body) =>
    new Promise((resolve, reject) => {
      const options = { agent, hostname, port, method: "POST", path: "/" };
      const length = Buffer.byteLength(body);
      const sent = request({ ...options, headers: { ...headers, "content-length": length } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const bytes = Buffer.concat(chunks);
          if (answer.statusCode === 200) resolve(bytes);
          else reject(new Error(bytes.toString()));
        });
        answer.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
}
