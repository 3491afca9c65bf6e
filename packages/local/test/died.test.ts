import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { isLocalEngineError, startLocal } from "../src/index.ts";

test("the next request after the engine was killed rejects at once", async () => {
  await using engine = await startLocal();
  const client = engine.createClient();
  await client.send(new ListTablesCommand({}));
  process.kill(engine.pid, "SIGKILL");
  const begin = Date.now();
  await expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject({
    name: "LocalEngineError",
    reason: "died",
    message: expect.stringMatching(/died: signal SIGKILL\. .*Its last words: .*listening/),
  });
  expect(Date.now() - begin).toBeLessThan(1000);
});

test("a request without an answer rejects when the engine dies", async () => {
  await using engine = await startLocal();
  const client = engine.createClient();
  process.kill(engine.pid, "SIGSTOP");
  const request = expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject({ reason: "died" });
  process.kill(engine.pid, "SIGKILL");
  const begin = Date.now();
  await request;
  expect(Date.now() - begin).toBeLessThan(1000);
});

test("a client made after the engine died rejects too", async () => {
  await using engine = await startLocal();
  process.kill(engine.pid, "SIGKILL");
  await engine.exited;
  const patient = engine.createClient({ maxAttempts: 20 });
  const begin = Date.now();
  await expect(patient.send(new ListTablesCommand({}))).rejects.toMatchObject({ reason: "died" });
  expect(Date.now() - begin).toBeLessThan(500);
});

test("a broken connection that is noticed before the death is explained by it", async () => {
  await using engine = await startLocal();
  const impatient = engine.createClient({ maxAttempts: 1 });
  await impatient.send(new ListTablesCommand({}));
  process.kill(engine.pid, "SIGSTOP");
  const requests = Array.from({ length: 8 }, () => impatient.send(new ListTablesCommand({})));
  setTimeout(() => {
    process.kill(engine.pid, "SIGKILL");
    const begin = Date.now();
    while (Date.now() - begin < 50); // All news arrive in one turn of the event loop.
  }, 50);
  for (const answer of await Promise.allSettled(requests)) {
    expect(answer).toMatchObject({ status: "rejected", reason: { name: "LocalEngineError", reason: "died" } });
  }
});

test("exited tells how the engine died", async () => {
  await using engine = await startLocal();
  process.kill(engine.pid, "SIGKILL");
  const error = await engine.exited;
  expect(isLocalEngineError(error)).toBe(true);
  expect(error).toMatchObject({ reason: "died", output: `Dynoxide listening on ${engine.endpoint}` });
});
