import { isBatchIncompleteError, WriteOnceRepository } from "../../packages/standard-dynamo/src/index.ts";
import { type Actor, type EntryContent, idOf, placeOf, unknownOf } from "./actor.ts";
import type { Outcome } from "./history.ts";
import { bulk, contested, once, onceContent } from "./records.ts";

export async function writeOnceExactly(actor: Actor): Promise<void> {
  const { dice } = actor;
  // Everybody comes with the same content for these.
  const own = dice.some(once, 1 + dice.below(once.length)).map((record) => contentOf(record, onceContent));
  await writeOnce(actor, "exactly-once", dice.chance(0.7) ? own : few(actor, contested));
}

export async function writeOnceLikely(actor: Actor): Promise<void> {
  await writeOnce(actor, "likely", few(actor, actor.dice.chance(0.5) ? contested : bulk));
}

/** With texts of which there are few, so that some are there already. */
function few({ dice }: Actor, records: readonly string[]): EntryContent[] {
  const chosen = dice.some(records, 1 + dice.below(6));
  return chosen.map((record) => contentOf(record, { text: dice.pick(["north", "south"]), count: 0 }));
}

function contentOf(record: string, item: EntryContent["item"]): EntryContent {
  return { ...placeOf(record), item };
}

async function writeOnce(
  { client, dice, entries, recorder, concurrency }: Actor,
  guarantee: "likely" | "exactly-once",
  contents: readonly EntryContent[],
): Promise<void> {
  const retry = dice.chance(0.2) ? "never" : undefined;
  await recorder.call(client, `write once, ${guarantee}, of ${contents.length}`, async (call) => {
    const written = new Set<string>();
    let told: Outcome["kind"] | undefined = "written";
    let left: ReadonlySet<string> = new Set();
    let unknown: Outcome | undefined;
    const onWritten = (content: EntryContent): void => void written.add(idOf(content));
    const repository = new WriteOnceRepository(entries, { guarantee, concurrency, onWritten, retry });
    try {
      const { created, replaced, unchanged } = await repository.write(contents);
      call.seen.push({ created, replaced, unchanged });
      if (created + replaced !== written.size || created + replaced + unchanged !== contents.length) {
        recorder.surprises.push(
          `${call.name}: ${created} created, ${replaced} replaced, ${unchanged} unchanged do not add up`,
        );
      }
      told = created === 0 ? "replaced" : replaced === 0 ? "created" : "written";
    } catch (error) {
      unknown = unknownOf(error, recorder);
      if (isBatchIncompleteError<EntryContent>(error)) {
        left = new Set(error.unwritten.map(idOf));
        if (error.written !== written.size || [...written].some((record) => left.has(record))) {
          recorder.surprises.push(`${call.name}: ${error.written} written, told were ${[...written].join()}`);
        }
      } else left = new Set(contents.map(idOf));
    }
    for (const content of contents) {
      const record = idOf(content);
      const kind = written.has(record) ? told : "unchanged";
      const outcome = unknown !== undefined && left.has(record) ? unknown : ({ kind } as Outcome);
      call.step(record, { kind: "write-once", guarantee, ...content.item }, outcome);
    }
  });
}
