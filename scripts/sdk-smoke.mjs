// What scripts/check-sdk-versions.mjs runs beside each version: prints two lines, the way that requests took, and the
// results of all operations.
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DynamoRepository } from "standard-dynamo";
import { SyncDynamoRepository } from "standard-dynamo/sync";
import { createTable, startFaults, startLocal } from "standard-dynamo-local";
import { z } from "zod";

const Film = z.object({
  title: z.string(),
  views: z.number(),
  poster: z.instanceof(Uint8Array).optional(),
  tags: z.set(z.string()).optional(),
});
const table = { tableName: "films", partitionKey: "PK", sortKey: "SK" };
const place = { schema: Film, ...table, partitionPrefix: "content", partitionName: "movies", contentType: "film" };

const engine = await startLocal();
const client = engine.createClient();
await createTable(client, table);
const films = new DynamoRepository({ ...place, client });
const results = [];
const note = (...values) => results.push(...values.map((value) => JSON.stringify(value, plain)));

const item = { title: "Alien", views: 1, poster: new Uint8Array([0, 1, 255]), tags: new Set(["a", "b"]) };
const key = { contentIds: "alien" };
for (let round = 0; round < 3; round++) {
  await films.put({ ...key, item });
  note(
    (await films.get(key)).content,
    (await films.update(key, { increment: { views: 1 } }, { retry: "never" })).currentVersion,
  );
  const contents = Array.from({ length: 130 }, (_, index) => ({ contentIds: String(index).padStart(3, "0"), item }));
  note(await films.putBatch(contents), await films.list({}).items());
  note(await films.getBatch([key, { contentIds: "007" }, { contentIds: "none" }]).items());
  note(await films.put({ ...key, item }, { requireAbsent: true }).catch(({ code, current }) => ({ code, current })));
  note((await films.delete(key)).cost, await films.deletePrefix({}));
}

// Faults: a lost answer, a wrong checksum, a throttled request.
for (const fault of ["cut-after", "wrong-checksum", "throttled"]) {
  const faulty = await startFaults(engine, { plan: ({ occurrence }) => (occurrence === 0 ? fault : undefined) });
  const shaky = new DynamoRepository({ ...place, client: faulty.createClient() });
  const { cost } = await shaky.put({ ...key, item });
  const once = await shaky.delete({ contentIds: "other" }, { retry: "never" }).catch(({ name }) => name);
  note(fault, cost.retries, (await shaky.get(key)).content, once);
  await faulty.stop();
}

const blocking = new SyncDynamoRepository({ ...place, clientConfig: engine.clientConfig });
note(blocking.put({ ...key, item }).currentVersion, blocking.get(key).content, blocking.list({}).items().length);
blocking.dispose();

// Somebody who looks on sees the same as at the plain client.
const seen = [];
const watched = engine.createClient();
watched.middlewareStack.add((next) => async (args) => {
  const result = await next(args);
  seen.push(JSON.stringify({ ...result.output, $metadata: undefined }, plain));
  return result;
});
await new DynamoRepository({ ...place, client: watched }).get(key);
await watched.send(new GetItemCommand(films.requests.get(key).input));
note(seen[0] === seen[1]);

console.log(await wayOf(client));
await engine.stop();
console.log(results.join(" "));

function plain(_name, value) {
  if (value instanceof Uint8Array) return [...value];
  return value instanceof Set ? [...value] : value;
}

/** Looks into the library, which does not tell. */
async function wayOf(given) {
  const inside = (name) => import(new URL(`node_modules/standard-dynamo/dist/client/${name}.js`, import.meta.url).href);
  const { fastLane } = await inside("fast-lane");
  const { isSdks } = await inside("sdk-code");
  const { inOrder } = await inside("middleware-order");
  if (fastLane(given, { once: false, holdsNoBytes: false, read: () => undefined }) === undefined) return "plain";
  const command = new GetItemCommand(films.requests.get(key).input);
  // Some versions give a command its middlewares only now.
  command.resolveMiddleware(given.middlewareStack, given.config, {});
  const others = inOrder(given.middlewareStack.concat(command.middlewareStack)).filter((member) => !isSdks(member));
  const signer = (await hashesOfGet()) === 0 ? "signed here" : "signed by the SDK";
  return `${others.length === 0 ? "fast" : `watched by ${others.map(({ name }) => name).join(", ")}`}, ${signer}`;
}

/** How often the SDK's hash is used for a get, after the first. */
async function hashesOfGet() {
  let count = 0;
  const construct = (target, parameters) => {
    count++;
    return Reflect.construct(target, parameters);
  };
  const counting = engine.createClient({ sha256: new Proxy(client.config.sha256, { construct }) });
  const counted = new DynamoRepository({ ...place, client: counting });
  for (let round = 0; round < 3; round++) await counted.get(key);
  count = 0;
  await counted.get(key);
  return count;
}
