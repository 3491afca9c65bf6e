import { expect, test } from "vitest";
import { z } from "zod";
import { deleteOne } from "../../packages/standard-dynamo/src/operation/delete.ts";
import { update } from "../../packages/standard-dynamo/src/operation/update.ts";
import { contextOf, drive } from "./drive.ts";

const context = contextOf(
  z.object({
    name: z.string(),
    count: z.int().optional(),
    price: z.number().optional(),
    big: z.bigint().optional(),
    seen: z.boolean().optional(),
    on: z.date().optional(),
    tags: z.array(z.string()).optional(),
    address: z.object({ city: z.string(), zip: z.int().optional() }).optional(),
    scores: z.record(z.string(), z.int()).optional(),
  }),
);

type Path = (string | number)[];

test.each<[condition: unknown, path: Path, suggestion?: string]>([
  ["name", []],
  [[], []],
  [{ nmae: "x" }, ["nmae"], "name"],
  [{ naem: { eq: "x" } }, ["naem"], "name"],
  [{ address: { cty: "x" } }, ["address", "cty"], "city"],
  [{ name: undefined }, ["name"]],
  [{ name: { eq: undefined } }, ["name", "eq"]],
  [{ name: 1 }, ["name"]],
  [{ name: { equals: "x" } }, ["name", "equals"]],
  [{ name: { begins: "x" } }, ["name", "begins"]],
  [{ name: { beginsWith: 1 } }, ["name", "beginsWith"]],
  [{ name: { in: [] } }, ["name", "in"]],
  [{ name: { in: "x" } }, ["name", "in"]],
  [{ name: { in: ["x", 1] } }, ["name", "in", 1]],
  [{ name: { exists: "yes" } }, ["name", "exists"]],
  [{ name: { between: ["a"] } }, ["name", "between"]],
  [{ name: { between: ["a", 1] } }, ["name", "between", 1]],
  [{ name: { size: "1" } }, ["name", "size"]],
  [{ name: { size: 1.5 } }, ["name", "size"]],
  [{ name: { size: { lt: -0.5 } } }, ["name", "size", "lt"]],
  [{ name: { size: { in: [1] } } }, ["name", "size", "in"]],
  [{ name: { size: { between: [1] } } }, ["name", "size", "between"]],
  [{ count: { size: 1 } }, ["count", "size"]],
  [{ seen: { size: 1 } }, ["seen", "size"]],
  [{ count: { beginsWith: "1" } }, ["count", "beginsWith"]],
  [{ count: { contains: 1 } }, ["count", "contains"]],
  [{ seen: { gt: false } }, ["seen", "gt"]],
  [{ tags: { gt: ["a"] } }, ["tags", "gt"]],
  [{ tags: { contains: 1 } }, ["tags", "contains"]],
  [{ on: { gt: new Date(Number.NaN) } }, ["on", "gt"]],
  [{ count: Number.NaN }, ["count"]],
  [{ address: { $exist: true } }, ["address", "$exist"], "$exists"],
  [{ scores: { a: "x" } }, ["scores", "a"]],
  [{ $and: {} }, ["$and"]],
  [{ $or: [] }, ["$or"]],
  [{ $or: [{ nmae: "x" }] }, ["$or", 0, "nmae"], "name"],
  [{ $not: "x" }, ["$not"]],
  [{ $nor: [] }, ["$nor"], "$or"],
])("the condition %o is refused", (condition, path, suggestion) => {
  const { requests, error } = drive(deleteOne(context, {}, { condition }), []);
  expect(requests).toEqual([]);
  expect(error).toMatchObject({ code: "COMMAND_VALIDATION", issues: [{ path: ["condition", ...path] }] });
  if (suggestion !== undefined) expect(error).toMatchObject({ issues: [{ suggestion }] });
});

test.each<[command: unknown, path: Path, suggestion?: string]>([
  ["set", []],
  [{ sett: {} }, ["sett"], "set"],
  [{ set: [] }, ["set"]],
  [{ set: { nmae: "x" } }, ["set", "nmae"], "name"],
  [{ set: { name: 1 } }, ["set", "name"]],
  [{ set: { name: null } }, ["set", "name"]],
  [{ set: { address: { zip: "x" } } }, ["set", "address", "zip"]],
  [{ set: { scores: { a: 1.5 } } }, ["set", "scores", "a"]],
  [{ set: { _ttl: 1 } }, ["set", "_ttl"]],
  [{ set: { PK: "x" } }, ["set", "PK"]],
  [{ replace: { address: { zip: 1 } } }, ["replace", "address", "city"]],
  [{ increment: { name: 1 } }, ["increment", "name"]],
  [{ increment: { count: "1" } }, ["increment", "count"]],
  [{ increment: { count: 0.5 } }, ["increment", "count"]],
  [{ increment: { count: Number.NaN } }, ["increment", "count"]],
  [{ increment: { price: 1e300 } }, ["increment", "price"]],
  [{ increment: { price: 1e-200 } }, ["increment", "price"]],
  [{ increment: { price: 2 ** 53 } }, ["increment", "price"]],
  [{ increment: { big: 10n ** 38n + 1n } }, ["increment", "big"]],
  [{ append: { tags: "a" } }, ["append", "tags"]],
  [{ append: { tags: ["a", 1] } }, ["append", "tags", 1]],
  [{ append: { name: ["a"] } }, ["append", "name"]],
  [{ remove: { name: true } }, ["remove", "name"]],
  [{ remove: ["name"] }, ["remove", 0]],
  [{ remove: { count: false } }, ["remove", "count"]],
  [{ remove: { address: { city: true } } }, ["remove", "address", "city"]],
  [{ currentVersion: "1" }, ["currentVersion"]],
  [{ currentVersion: 1.5 }, ["currentVersion"]],
  [{ expiry: "tomorrow" }, ["expiry"]],
  [{ expiry: new Date(Number.NaN) }, ["expiry"]],
  [{ condition: { nmae: 1 } }, ["condition", "nmae"], "name"],
  [{ set: { count: 1 }, increment: { count: 1 } }, ["increment", "count"]],
  [{ set: { address: { zip: 1 } }, remove: { address: true } }, ["remove", "address"]],
])("the update %o is refused", (command, path, suggestion) => {
  const { requests, error } = drive(update(context, {}, command, true), []);
  expect(requests).toEqual([]);
  expect(error).toMatchObject({ code: "COMMAND_VALIDATION", issues: [{ path }] });
  if (suggestion !== undefined) expect(error).toMatchObject({ issues: [{ suggestion }] });
});

test("every mistake is named at once", () => {
  const command = { sett: {}, set: { nmae: "x", count: "1" }, currentVersion: "1" };
  expect(drive(update(context, {}, command, true), []).error).toMatchObject({ issues: [{}, {}, {}, {}] });
});
