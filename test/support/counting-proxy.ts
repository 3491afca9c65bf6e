import { once } from "node:events";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { SentRequest } from "./watched-client.ts";

/** A proxy that stands before an engine and tells what is sent, also to a thread that was blocked meanwhile. */
export interface CountingProxy {
  readonly endpoint: string;
  /** What was sent since the last time. */
  readonly taken: () => readonly SentRequest[];
}

/** It ends with the process. */
export async function startCountingProxy(endpoint: string): Promise<CountingProxy> {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL("counting-proxy-worker.mjs", import.meta.url), {
    workerData: { endpoint, log: port2 },
    transferList: [port2],
    execArgv: [],
  });
  const [port] = (await once(worker, "message")) as [number];
  worker.unref();
  port1.unref();
  const taken = (): SentRequest[] => {
    const requests: SentRequest[] = [];
    for (let next = receiveMessageOnPort(port1); next !== undefined; next = receiveMessageOnPort(port1)) {
      requests.push(next.message as SentRequest);
    }
    return requests;
  };
  return { endpoint: `http://127.0.0.1:${port}`, taken };
}
