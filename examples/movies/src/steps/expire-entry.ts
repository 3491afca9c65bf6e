import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { sweepExpired } from "standard-dynamo-local";
import { creditsOf } from "../credit.ts";
import type { Step } from "../report.ts";
import { type Repositories, table } from "../repositories.ts";
import { watchKey } from "../watch.ts";

const hour = 3_600_000;

/** Makes a watchlist, lets one of its entries expire, and sweeps it away as DynamoDB would do. */
export async function expireEntry(
  { credits, watchlist }: Repositories,
  client: DynamoDBClient,
  { meter, say, conclude }: Step,
): Promise<void> {
  const films = await credits.list({ ...creditsOf("Steven Spielberg"), onProgress: meter.watch() }).items();
  const entries = films.map(({ title, released }) => ({
    ...watchKey("ada", { title, released }),
    item: { title, released },
  }));
  const { records } = meter.of(await watchlist.putBatch(entries));
  say(`Ada has ${records} films on her watchlist`);

  const key = watchKey("ada", { title: "Hook", released: new Date("1991-12-11") });
  meter.of(await watchlist.update(key, { expiry: new Date(Date.now() + hour) }));
  const { content } = meter.of(await watchlist.get(key));
  say(`"${content?.item.title}" expires at ${content?.expiry?.toISOString()}`);

  const swept = await sweepExpired(client, { ...table, now: new Date(Date.now() + 2 * hour) });
  const { content: gone } = meter.of(await watchlist.get(key));
  say(`two hours later ${swept} record was swept, and it is ${gone === undefined ? "gone" : "still there"}`);
  conclude(`${swept} of ${records} entries expired`);
}
