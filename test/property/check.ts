import * as fc from "fast-check";

// The seed is fixed so that every run is the same; fast-check prints it with the path to a failure. By default a property
// has a quarter of its runs, but 50 if it has as many. To have them all, or to look further:
// PROPERTY_RUNS=1 npx vitest run test/property; PROPERTY_SEED=7 PROPERTY_RUNS=20 npx vitest run test/property
const seed = Number(process.env["PROPERTY_SEED"] ?? 20_261_123);
const factor = Number(process.env["PROPERTY_RUNS"] ?? 0.25);

/** Runs a property that answers at once. */
export function check<Values>(property: fc.IProperty<Values>, runs: number): void {
  fc.assert(property, { seed, numRuns: times(runs) });
}

/** Runs a property that talks to the engine. Its counterexamples are made smaller for a few seconds only. */
export function checkAsync<Values>(property: fc.IAsyncProperty<Values>, runs: number): Promise<void> {
  return fc.assert(property, { seed, numRuns: times(runs), interruptAfterTimeLimit: 15_000 * Math.max(1, factor) });
}

function times(runs: number): number {
  return Math.max(Math.min(runs, 50), Math.round(runs * factor));
}
