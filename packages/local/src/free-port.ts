import { createServer } from "node:net";

/** The only address that the engine ever listens on. */
export const LOOPBACK = "127.0.0.1";

/** A loopback port that nobody listens on; somebody may take it before the caller does. */
export function freePort(): Promise<number> {
  return probe(0);
}

/** Tells whether a loopback port can be listened on. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    await probe(port);
    return true;
  } catch {
    return false;
  }
}

function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : port));
    });
  });
}
