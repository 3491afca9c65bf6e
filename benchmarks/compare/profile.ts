import { Session } from "node:inspector/promises";
import { fileURLToPath } from "node:url";
import type { Work } from "./measure.ts";

/** The functions in which the work spends its time, without those that they call. */
export async function profileOf(work: Work, milliseconds: number): Promise<string> {
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
  const places = new Map<string, number>();
  let total = 0;
  for (const { callFrame, hitCount = 0 } of profile.nodes) {
    if (callFrame.functionName === "(idle)") continue;
    const place = placeOf(callFrame.url);
    const line = `${callFrame.functionName || "(nameless)"} ${place}:${callFrame.lineNumber + 1}`;
    functions.set(line, (functions.get(line) ?? 0) + hitCount);
    const owner = ownerOf(place);
    places.set(owner, (places.get(owner) ?? 0) + hitCount);
    total += hitCount;
  }
  return [...top(places, total, 12), "", ...top(functions, total, 30)].join("\n");
}

function top(counts: ReadonlyMap<string, number>, total: number, most: number): string[] {
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([name, count]) => `${((100 * count) / total).toFixed(1).padStart(5)}%  ${name}`);
}

function placeOf(url: string): string {
  if (!url.startsWith("file:")) return url;
  return fileURLToPath(url).replace(/^.*\/(node_modules|packages|benchmarks)\//, "$1/");
}

/** The package, or what of Node's own. */
function ownerOf(place: string): string {
  if (place === "") return "(engine)";
  const [, name] = /^(?:node_modules\/((?:@[^/]+\/)?[^/]+)|packages\/[^/]+)/.exec(place) ?? [];
  return name ?? place.split("/").slice(0, 2).join("/");
}
