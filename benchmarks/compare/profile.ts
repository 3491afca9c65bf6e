import { Session } from "node:inspector/promises";
import { fileURLToPath } from "node:url";
import type { Work } from "./measure.ts";

/** In which functions the work spends its time, without those that they call: hits of a clock. */
export interface Profile {
  readonly functions: readonly Hits[];
  /** The same by where the functions come from. */
  readonly owners: readonly Hits[];
}

interface Hits {
  readonly name: string;
  /** Of 1. */
  readonly share: number;
}

export async function profileOf(work: Work, milliseconds: number): Promise<Profile> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 200 });
  await session.post("Profiler.start");
  const end = performance.now() + milliseconds;
  do await work();
  while (performance.now() < end);
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();

  const functions = new Map<string, number>();
  const owners = new Map<string, number>();
  for (const { callFrame, hitCount = 0 } of profile.nodes) {
    const { functionName, url, lineNumber } = callFrame;
    if (functionName === "(idle)" || hitCount === 0) continue;
    const place = placeOf(url);
    add(functions, `${functionName.slice(0, 60) || "(nameless)"} ${place}:${lineNumber + 1}`, hitCount);
    add(owners, ownerOf(functionName, place), hitCount);
  }
  return { functions: sharesOf(functions), owners: sharesOf(owners) };
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

function sharesOf(counts: ReadonlyMap<string, number>): Hits[] {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .map(([name, count]) => ({ name, share: count / total }))
    .toSorted((one, other) => other.share - one.share);
}

function placeOf(url: string): string {
  if (!url.startsWith("file:")) return url;
  return fileURLToPath(url).replace(/^.*\/(node_modules|packages|benchmarks)\//, "$1/");
}

/** A layer of ours, a package, or a part of Node.js. What a function of the engine takes, such as `JSON.stringify`, is its caller's. */
function ownerOf(functionName: string, place: string): string {
  if (functionName === "(garbage collector)") return "garbage collector";
  if (functionName.startsWith("RegExp:")) return "patterns, as regular expressions";
  if (place === "") return "engine: promises and others";
  if (place.startsWith("benchmarks/")) return "the stub";
  const [, layer] = /^packages\/standard-dynamo\/dist\/([^/]+)\//.exec(place) ?? [];
  if (layer !== undefined) return `ours: ${layer}`;
  const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(place) ?? [];
  if (name !== undefined) return /^@(?:aws-sdk|smithy)\//.test(name) ? "AWS SDK" : name;
  if (place.startsWith("node:internal/crypto")) return "Node.js: hashes";
  return place === "node:buffer" ? "Node.js: text from bytes" : "Node.js: others";
}
