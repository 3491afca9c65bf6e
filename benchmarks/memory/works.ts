import { type DynamoRepository, type NewContent, WriteOnceRepository } from "standard-dynamo";
import type { Reading } from "../readings.ts";

/** Something done with many records. */
export interface Work {
  readonly name: string;
  /** Gives how many records it has written, read or deleted, and how many these should be. */
  readonly run: (readings: DynamoRepository<Reading>) => Promise<readonly [done: number, expected: number]>;
}

export function worksOf(records: number): readonly Work[] {
  const changedCount = Math.ceil(records / 100);
  return [
    {
      name: "putBatch from a generator",
      run: async (readings) => [(await readings.putBatch(contents(records))).records, records],
    },
    {
      name: "list",
      run: async (readings) => [await count(readings.list(place)), records],
    },
    {
      name: "getBatch from a generator of keys",
      run: async (readings) => [await count(readings.getBatch(keys(records))), records],
    },
    {
      name: "write once, nothing is new",
      run: async (readings) => {
        const { written, unchanged } = await writeOnce(readings, contents(records));
        return [unchanged - written, records];
      },
    },
    {
      name: "write once, 1% has changed",
      run: async (readings) => {
        const { written, unchanged } = await writeOnce(readings, contents(records, 100));
        return [written === changedCount ? written + unchanged : -1, records];
      },
    },
    {
      name: "deletePrefix",
      run: async (readings) => [(await readings.deletePrefix(place)).records, records],
    },
  ];
}

const place = { partitionIds: ["a"] };

async function writeOnce(readings: DynamoRepository<Reading>, source: Iterable<NewContent<Reading>>) {
  let written = 0;
  const once = new WriteOnceRepository(readings, { onWritten: () => void written++ });
  const { unchanged } = await once.write(source);
  return { written, unchanged };
}

async function count(found: AsyncIterable<unknown>): Promise<number> {
  let counted = 0;
  for await (const _content of found) counted++;
  return counted;
}

/** About 200 bytes each; every so many is another one than without `changedEvery`. */
function* contents(records: number, changedEvery: number = Number.POSITIVE_INFINITY): Generator<NewContent<Reading>> {
  for (let index = 0; index < records; index++) {
    const value = index % changedEvery === 0 && Number.isFinite(changedEvery) ? -1 : index / 8;
    const item = { sensor: `sensor ${index % 7}`, value, at: new Date(index * 1000), note: "x".repeat(100) };
    yield { ...keyOf(index), item };
  }
}

function* keys(records: number) {
  for (let index = 0; index < records; index++) yield keyOf(index);
}

function keyOf(index: number) {
  return { ...place, contentIds: [String(index).padStart(8, "0")] };
}
