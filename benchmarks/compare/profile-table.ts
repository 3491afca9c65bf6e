import type { Profile } from "./profile.ts";
import type { JobProfile } from "./run-carrier.ts";

export function showProfile({ title, contestant, profile }: JobProfile): string {
  const lines = (hits: Profile["owners"], most: number): string[] =>
    hits.slice(0, most).map(({ name, share }) => `${percent(share).padStart(6)}  ${name}`);
  return [`${title}, ${contestant}\n`, ...lines(profile.owners, 12), "", ...lines(profile.functions, 30)].join("\n");
}

/** Where the time of each job goes, in Markdown; what is less than a hundredth of all of them is left out. */
export function profileTable(profiles: readonly JobProfile[]): string {
  const sums = new Map<string, number>();
  for (const { profile } of profiles) {
    for (const { name, share } of profile.owners) sums.set(name, (sums.get(name) ?? 0) + share);
  }
  const names = [...sums]
    .filter(([, sum]) => sum / profiles.length >= 0.01)
    .toSorted(([, one], [, other]) => other - one)
    .map(([name]) => name);
  const cells = (read: (each: JobProfile) => string): string => profiles.map((each) => ` ${read(each)} |`).join("");
  const shareOf = (name: string) => (each: JobProfile) =>
    percent(each.profile.owners.find((hits) => hits.name === name)?.share ?? 0);
  return [
    `| share of the time |${cells(({ title }) => title)}`,
    `| --- |${cells(() => "---:")}`,
    ...names.map((name) => `| ${name} |${cells(shareOf(name))}`),
  ].join("\n");
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)}%`;
}
