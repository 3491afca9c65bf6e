import { createTable } from "standard-dynamo-local";
import { z } from "zod";

/** The record of the benchmarks that compare ways of the library with one another: about 200 bytes. */
export const Reading = z.object({ sensor: z.string(), value: z.number(), at: z.date(), note: z.string() });
export type Reading = z.infer<typeof Reading>;

const table = { tableName: "readings", partitionKey: "PK", sortKey: "SK" } as const;

export function createReadings(client: Parameters<typeof createTable>[0]): Promise<unknown> {
  return createTable(client, table);
}

/** What a repository of readings needs beside its client. */
export function readingsAt(partitionName: string) {
  return { schema: Reading, ...table, partitionPrefix: "bench", partitionName, contentType: "reading" } as const;
}
