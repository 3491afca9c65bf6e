import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkAsync } from "./check.ts";
import { hasNoNul, hostileCalls } from "./hostile-call.ts";
import { checkedCall } from "./hostile-check.ts";
import { openScene } from "./hostile-scene.ts";
import { openHostileTable } from "./hostile-table.ts";

// Every operation with ids, prefixes, bounds and cursors of any text, among records that lie next to it.

const parts = fc.constantFrom("", "a", "a$", "$", "\u0000", "é", "__proto__");
const places = fc.record({ partitionPrefix: parts, partitionName: parts, contentType: parts.filter(hasNoNul) });

export function describeHostileNeighbours(): void {
  describe("hostile input: neighbours", () => {
    test("no call changes or gives a record of another repository or partition", async () => {
      await using table = await openHostileTable();
      const calls = fc.array(hostileCalls, { minLength: 1, maxLength: 8 });
      let run = 0;
      let count = 0;
      const property = fc.asyncProperty(places, calls, async (place, some) => {
        const partitionName = `${place.partitionName}${run++}`;
        const scene = await openScene(table, { ...place, partitionName }, "zod");
        for (const call of some) await checkedCall(scene, call);
        count += some.length;
      });
      await checkAsync(property, 10);
      expect(count).toBeGreaterThan(20);
    });
  });
}
