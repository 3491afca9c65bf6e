import { expect, test } from "vitest";
import { accept, acceptFilter, offerFilter } from "./models.ts";

test("with exactOptionalPropertyTypes, undefined is 'not named' in an update, and an error in a filter", () => {
  accept({ set: { name: undefined }, increment: { year: undefined }, remove: { nickname: undefined } });

  // @ts-expect-error a forgotten value must not match every record
  offerFilter({ name: undefined });
  // @ts-expect-error the same for an optional attribute
  offerFilter({ nickname: { exists: undefined } });
  // @ts-expect-error the same inside
  offerFilter({ address: { city: undefined } });
  // @ts-expect-error the same for combinators
  offerFilter({ $or: undefined });
  expect(acceptFilter()).toBe(0);
});
