import type { Contestant } from "./contestant.ts";

/** All who take part, by the name that the command line takes, loaded only by who needs them. */
export const contestants = {
  "ours-zod": { title: "ours, Zod", load: () => import("./ours-zod.ts") },
  "ours-valibot": { title: "ours, Valibot", load: () => import("./ours-valibot.ts") },
  raw: { title: "raw DynamoDBClient, AttributeValues", load: () => import("./raw.ts") },
  document: { title: "Document Client", load: () => import("./document.ts") },
  electrodb: { title: "ElectroDB", load: () => import("./electrodb.ts") },
  toolbox: { title: "DynamoDB-Toolbox", load: () => import("./toolbox.ts") },
  onetable: { title: "OneTable", load: () => import("./onetable.ts") },
  dynamoose: { title: "Dynamoose", load: () => import("./dynamoose.ts") },
  floor: { title: "floor, written by hand", load: () => import("./floor.ts") },
} as const satisfies Record<string, { title: string; load: () => Promise<{ contestant: Contestant }> }>;

export type ContestantName = keyof typeof contestants;

export const contestantNames = Object.keys(contestants) as ContestantName[];

export async function loadContestant(name: ContestantName): Promise<Contestant> {
  const { contestant } = await contestants[name].load();
  return contestant;
}
