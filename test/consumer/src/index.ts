// An application as its author would write it, compiled against the packed package by scripts/check-consumer.mjs: what
// is exported, that every schema library's types come through, and that an application can name what it exports itself
// (`declaration` is on).
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type } from "arktype";
import {
  type BatchResponse,
  DynamoRepository,
  type FilterCommand,
  type GetResponse,
  model,
  type PartitionedContent,
  type ReadOnlyRepository,
  type Repository,
  RequestObjectStateError,
  type UpdateCommand,
} from "standard-dynamo";
import * as v from "valibot";
import { z } from "zod";

export type LocalEngine = typeof import("standard-dynamo-local");

const Actor = z.object({
  id: z.string(),
  name: z.string(),
  nickname: z.string().optional(),
  born: z.date(),
  views: z.number().default(0),
  tags: z.array(z.string()),
  address: z.object({ city: z.string(), street: z.string().optional() }),
});
export type Actor = z.output<typeof Actor>;

const place = {
  client: new DynamoDBClient({ region: "us-east-1" }),
  tableName: "films",
  partitionKey: "PK",
  sortKey: "SK",
  partitionPrefix: "content",
  partitionName: "movies",
};

export const actors = new DynamoRepository({ ...place, schema: Actor, contentType: "actor" });

export const films = new DynamoRepository({
  ...place,
  schema: model(v.object({ title: v.string(), released: v.date(), year: v.number() }), { name: "Film" }),
  contentType: "film",
});

export const reviews = new DynamoRepository({
  ...place,
  schema: type({ text: "string", "stars?": "number", votes: "number = 0" }),
  contentType: "review",
});

export async function write(item: Actor): Promise<void> {
  await actors.put({ partitionIds: ["uk"], contentIds: [item.id], item });
  await actors.putBatch([{ contentIds: [item.id], item }]);
  await films.put({ contentIds: ["1"], item: { title: "Lincoln", released: new Date(), year: 2012 } });
  await reviews.put({ contentIds: ["1"], item: { text: "Superb", votes: 1 } });
}

const popular: FilterCommand<Actor> = {
  views: { gte: 100 },
  $or: [{ nickname: { exists: false } }, { name: "Daniel" }],
};
const visit: UpdateCommand<Actor> = { increment: { views: 1 }, condition: popular };

export async function update(id: string): Promise<number | undefined> {
  const { content } = await actors.get({ contentIds: [id] });
  try {
    await actors.update({ contentIds: [id] }, visit);
    await actors.update({ contentIds: [id] }, { remove: { views: true, address: { street: true } } });
    await actors.update(
      { contentIds: [id] },
      {
        set: { address: { city: "London" }, born: new Date() },
        append: { tags: ["drama"] },
        remove: ["nickname"],
        ...(content && { currentVersion: content.currentVersion }),
        expiry: null,
      },
    );
    await reviews.update({ contentIds: [id] }, { increment: { stars: 1 } });
    await films.update({ contentIds: [id] }, { set: { released: new Date() } });
    // @ts-expect-error text is not incremented
    await films.update({ contentIds: [id] }, { increment: { title: 1 } });
    // @ts-expect-error required
    await reviews.update({ contentIds: [id] }, { remove: ["text"] });
  } catch (error) {
    if (!(error instanceof RequestObjectStateError)) throw error;
  }
  return content?.item.views;
}

export async function read(id: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const content of actors.getBatch([{ contentIds: [id] }])) names.push(content.item.name);
  for await (const content of actors.list({ partitionIds: [id], limit: 20, filters: popular }))
    names.push(nameOf(content));
  const between = actors.listBetween({ partitionIds: [id], contentStart: ["a"], contentEnd: ["b"] });
  for await (const page of between.pages()) names.push(...namesOf(page));
  const items = await films.list({ partitionIds: [id], filters: { released: { lt: new Date() } } }).items();
  return [...names, ...items.map((film) => film.title)];
}

export async function clear(id: string): Promise<void> {
  await actors.delete({ contentIds: [id] });
  await actors.deletePrefix({ partitionIds: [], contentPrefix: [id] });
}

/** Depends on the interface only, so that a test can put a fake behind it. */
export async function greet(repository: ReadOnlyRepository<Actor>, id: string): Promise<string> {
  const response: GetResponse<Actor> = await repository.get({ contentIds: [id] });
  return response.content ? `Hello ${nameOf(response.content)}` : "Hello";
}

export async function rename(repository: Repository<Actor>, id: string, name: string): Promise<string> {
  await repository.update({ contentIds: [id] }, { set: { name } });
  return greet(repository, id);
}

export const renamed: Promise<string> = rename(actors, "1", "Daniel");

function nameOf(content: PartitionedContent<Actor>): string {
  return content.item.name;
}

function namesOf(page: BatchResponse<Actor>): string[] {
  return [...page.contents].map(nameOf);
}
