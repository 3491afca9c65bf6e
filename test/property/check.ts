import * as fc from "fast-check";

// The seed is fixed so that every run is the same; fast-check prints it with the path to a failure. To look further:
// PROPERTY_SEED=7 PROPERTY_RUNS=20 npx vitest run test/property
const seed = Number(process.env["PROPERTY_SEED"] ?? 20_261_123);
const factor = Number(process.env["PROPERTY_RUNS"] ?? 1);

/** Runs a property that answers at once. */
export function check<Values>(property: fc.IProperty<Values>, runs: number): void {
  fc.assert(property, { seed, numRuns: runs * factor });
}

/** Runs a property that talks to the engine. Its counterexamples are made smaller for a few seconds only. */
export function checkAsync<Values>(property: fc.IAsyncProperty<Values>, runs: number): Promise<void> {
  return fc.assert(property, { seed, numRuns: runs * factor, interruptAfterTimeLimit: 15_000 * factor });
}
