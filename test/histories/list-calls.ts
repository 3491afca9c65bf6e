import type { BatchResponse } from "../../packages/standard-dynamo/src/index.ts";
import { type Actor, type Entry, idOf, stateOf, unknownOf } from "./actor.ts";
import type { RecordState } from "./history.ts";
import { bulk, contested, counters, once, still } from "./records.ts";

/** Reads everything in one go, or by cursors: those of a page with a limit, or that of a page in the middle. */
export async function list(actor: Actor): Promise<void> {
  const { client, dice, recorder } = actor;
  const isAscending = dice.chance(0.7);
  const way = dice.pick(["whole", "limits", "middle"] as const);
  const size = 3 + dice.below(20);
  await recorder.call(client, `list, ${way}, ${isAscending ? "up" : "down"} by ${size}`, async (call) => {
    const found = new Map<string, RecordState>();
    const records: string[] = [];
    let failure: ReturnType<typeof unknownOf> | undefined;
    try {
      for await (const { contents } of waysOf(actor, isAscending, size)[way]()) {
        for (const content of contents) {
          records.push(idOf(content));
          found.set(idOf(content), stateOf(content));
        }
      }
      recorder.lists.push({ call: call.name, isAscending, records });
    } catch (error) {
      failure = unknownOf(error, recorder);
    }
    for (const record of [...bulk, ...contested, ...counters, ...once, ...still]) {
      const state = found.get(record);
      // Of a list that broke off it is not known what would have come.
      const outcome = failure !== undefined && state === undefined ? failure : { kind: "found" as const, state };
      call.step(record, { kind: "read" }, outcome);
    }
  });
}

type Pages = AsyncIterable<BatchResponse<Entry>>;

function waysOf({ entries, dice }: Actor, sortAscending: boolean, size: number) {
  const query = { partitionIds: ["p"], sortAscending };
  return {
    whole: (): Pages => entries.list({ ...query, pageSize: size }).pages(),
    async *limits(): Pages {
      let cursor: string | undefined;
      do {
        const page = await entries.list({ ...query, limit: size, cursor }).page();
        yield page;
        cursor = page.cursor;
      } while (cursor !== undefined);
    },
    async *middle(): Pages {
      const skipped = 1 + dice.below(3);
      let count = 0;
      let cursor: string | undefined;
      for await (const page of entries.list({ ...query, pageSize: size }).pages()) {
        yield page;
        cursor = page.cursor;
        // Leaves while the next page is on its way already.
        if (++count === skipped) break;
      }
      if (cursor !== undefined) yield* entries.list({ ...query, cursor }).pages();
    },
  } as const;
}
