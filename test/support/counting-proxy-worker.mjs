// A proxy before an engine, in a thread of its own: it goes on while the thread that counts is blocked.
import { Agent, createServer, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

const { hostname, port } = new URL(workerData.endpoint);
const agent = new Agent({ keepAlive: true });

const server = createServer((incoming, outgoing) => {
  const chunks = [];
  incoming.on("data", (chunk) => chunks.push(chunk));
  incoming.on("end", () => {
    const body = Buffer.concat(chunks);
    const operation = String(incoming.headers["x-amz-target"]).split(".").at(-1);
    workerData.log.postMessage({ operation, input: JSON.parse(body.toString("utf8")) });
    const { method, url, headers } = incoming;
    const onward = request({ hostname, port, method, path: url, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    onward.end(body);
  });
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
