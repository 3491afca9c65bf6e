// The other entries of the package, as a user's project imports them.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { WriteOnceRepository, type WriteOnceResponse } from "standard-dynamo";
import { SyncDynamoRepository, type SyncRepository } from "standard-dynamo/sync";
import { DynamoRepository } from "standard-dynamo/v1";
import { z } from "zod";

const Film = z.object({ title: z.string(), views: z.number().default(0) });
type Film = z.infer<typeof Film>;

const place = { tableName: "films", partitionPrefix: "content", partitionName: "movies", contentType: "film" };
const keys = { partitionKey: "PK", sortKey: "SK" };

export function readsBlocking(): Film | undefined {
  const films: SyncRepository<Film, z.input<typeof Film>> = new SyncDynamoRepository({
    ...place,
    ...keys,
    schema: Film,
    clientConfig: { region: "eu-west-1" },
  });
  films.update({ contentIds: ["1"] }, { increment: { views: 1 } });
  return films.get({ contentIds: ["1"] }).content?.item;
}

export async function readsItems(): Promise<readonly Film[]> {
  const films = DynamoRepository.build({ ...place, schema: Film, client: new DynamoDBClient({}) });
  const all: Film[] = [];
  for await (const film of films.list({ contentPrefix: ["a"], limit: 3 })) all.push(film);
  return all;
}

export function writesOnce(contents: AsyncIterable<{ item: Film }>): Promise<WriteOnceResponse<Film>> {
  const films = DynamoRepository.build({ ...place, schema: Film }).contents;
  return new WriteOnceRepository(films).write(contents, { guarantee: "exactly-once" });
}
