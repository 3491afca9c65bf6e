// The thread that owns the AWS client of a synchronous repository. Plain JavaScript, because it is loaded without the
// loaders of the main thread; it knows nothing but how to send.
import { workerData } from "node:worker_threads";

/** @type {{ port: import("node:worker_threads").MessagePort, answers: Int32Array, clientConfig: object }} */
const { port, answers, clientConfig } = workerData;

/** @param {object} message */
function answer(message) {
  port.postMessage(message);
  Atomics.add(answers, 0, 1);
  Atomics.notify(answers, 0);
}

/**
 * What of an error survives the way to another thread.
 * @param {unknown} error
 */
function describe(error) {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), fields: {} };
  const fields = {};
  for (const name of Object.keys(error)) {
    try {
      fields[name] = structuredClone(error[name]);
    } catch {
      // What cannot be cloned, such as a response stream, stays here.
    }
  }
  return { name: error.name, message: error.message, stack: error.stack, fields };
}

try {
  const sdk = await import("@aws-sdk/client-dynamodb");
  const client = new sdk.DynamoDBClient(clientConfig);
  // Where the main thread sends again by itself what fails, nobody else should.
  const single = new sdk.DynamoDBClient({ ...clientConfig, maxAttempts: 1 });
  port.on("message", async ({ id, operation, input, once }) => {
    try {
      const { $metadata, ...output } = await (once ? single : client).send(new sdk[`${operation}Command`](input));
      const { attempts, totalRetryDelay } = $metadata;
      answer({ id, output: { ...output, $metadata: { attempts, totalRetryDelay } } });
    } catch (error) {
      answer({ id, error: describe(error) });
    }
  });
  answer({ started: true });
} catch (error) {
  answer({ error: describe(error) });
}
