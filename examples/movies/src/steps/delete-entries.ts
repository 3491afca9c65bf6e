import type { Step } from "../report.ts";
import type { Repositories } from "../repositories.ts";
import { watchKey } from "../watch.ts";

/** Deletes one record, those of a prefix, and the rest of a partition. */
export async function deleteEntries({ watchlist }: Repositories, { meter, say, conclude }: Step): Promise<void> {
  const key = watchKey("ada", { title: "The Terminal", released: new Date("2004-06-18") });
  meter.of(await watchlist.delete(key, { requireExists: true }));
  say(`deleted "The Terminal" from the watchlist`);

  const partitionIds = "ada";
  const century = meter.of(await watchlist.deletePrefix({ partitionIds, contentPrefix: "19" }));
  const rest = meter.of(await watchlist.deletePrefix({ partitionIds }));
  say(`deleted the ${century.records} films of the 20th century, then the other ${rest.records}`);

  const left = await watchlist.list({ partitionIds, onProgress: meter.watch() }).items();
  say(`${left.length} are left`);
  conclude(`${1 + century.records + rest.records} entries deleted`);
}
