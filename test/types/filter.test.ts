import { expect, test } from "vitest";
import { acceptFilter, offerFilter } from "./models.ts";

test("an attribute takes a value or operators of its type", () => {
  acceptFilter({ name: "Daniel", year: 1957, views: 1n, famous: true, status: "retired", born: new Date(0) });
  acceptFilter({ tags: ["x"], genres: new Set(["x"]), range: [1, 2], portrait: new Uint8Array(), key: 1 });
  acceptFilter({ name: { eq: "x" }, year: { ne: 1 }, status: { in: ["active"] }, nickname: { exists: false } });

  // @ts-expect-error wrong type
  offerFilter({ year: "1957" });
  // @ts-expect-error not one of the enum
  offerFilter({ status: { in: ["resting"] } });
  // @ts-expect-error no such attribute
  offerFilter({ nam: "x" });
  // @ts-expect-error no such operator
  offerFilter({ name: { equals: "x" } });
  expect(offerFilter({ name: "x" })).toEqual({ name: "x" });
});

test("order: numbers, bigints, dates and text", () => {
  acceptFilter({
    year: { gt: 1, lte: 2 },
    views: { between: [1n, 2n] },
    born: { lt: new Date(0) },
    name: { gte: "a" },
  });
  acceptFilter({ released: { gt: new Date(0) }, rating: { gt: 0.5 }, id: { gt: "a" }, status: { lt: "b" } });

  // @ts-expect-error a wrong operand
  offerFilter({ year: { gt: "1" } });
  // @ts-expect-error a range has two ends
  offerFilter({ year: { between: [1] } });
  // @ts-expect-error booleans have no order
  offerFilter({ famous: { gt: false } });
  // @ts-expect-error a Date is compared with a Date
  offerFilter({ born: { lt: "2023" } });
  // @ts-expect-error lists have no order
  offerFilter({ tags: { gt: "x" } });
  expect(acceptFilter()).toBe(0);
});

test("beginsWith, contains and size", () => {
  acceptFilter({
    name: { beginsWith: "D", contains: "an", size: { gt: 3 } },
    portrait: { beginsWith: new Uint8Array() },
  });
  acceptFilter({ tags: { contains: "x", size: 0 }, genres: { contains: "x" }, roles: { size: { between: [1, 2] } } });
  acceptFilter({
    friends: { contains: { name: "Ann" } },
    key: { beginsWith: "x", gt: 1 },
    status: { beginsWith: "act" },
  });

  // @ts-expect-error numbers do not begin with anything
  offerFilter({ year: { beginsWith: "19" } });
  // @ts-expect-error a wrong element
  offerFilter({ tags: { contains: 1 } });
  // @ts-expect-error a size is a number
  offerFilter({ tags: { size: "1" } });
  // @ts-expect-error numbers have no size
  offerFilter({ year: { size: 1 } });
  // @ts-expect-error Maps are not searched
  offerFilter({ roles: { contains: 1 } });
  expect(acceptFilter()).toBe(0);
});

test("null only where the model has it", () => {
  acceptFilter({ review: null, agent: null, debt: { ne: null } });

  // @ts-expect-error not nullable
  offerFilter({ name: null });
  // @ts-expect-error not nullable
  offerFilter({ year: { eq: null } });
  expect(acceptFilter()).toBe(0);
});

test("nested objects nest, whatever their attributes are called", () => {
  acceptFilter({ address: { city: "London", location: { latitude: { gt: 50 } }, size: { beginsWith: "S" } } });
  acceptFilter({ address: { $exists: true, $size: { gt: 2 } }, agent: { $exists: false } });

  // @ts-expect-error `size` is an attribute there, and text
  offerFilter({ address: { size: 3 } });
  // @ts-expect-error operators of nested objects carry a $
  offerFilter({ address: { exists: true } });
  // @ts-expect-error no such attribute
  offerFilter({ address: { towm: "London" } });
  // @ts-expect-error a wrong value inside
  offerFilter({ address: { location: { latitude: "x" } } });
  expect(acceptFilter()).toBe(0);
});

test("records take any entry", () => {
  acceptFilter({ scores: { final: 3, first: { gt: 1 } }, people: { ann: { age: { gt: 40 } } } });
  acceptFilter({ scores: { $exists: true }, people: { $size: 1 } });

  // @ts-expect-error a wrong entry
  offerFilter({ scores: { final: "3" } });
  // @ts-expect-error a wrong operand
  offerFilter({ scores: { final: { gt: "3" } } });
  expect(acceptFilter()).toBe(0);
});

test("unions of objects are compared whole, by eq; anything goes for any", () => {
  acceptFilter({
    payload: { eq: { kind: "a", a: "x" } },
    homepage: { exists: true },
    anything: { x: 1 },
    something: 1,
  });

  // @ts-expect-error a plain object would be taken for operators
  offerFilter({ payload: { kind: "a", a: "x" } });
  expect(acceptFilter()).toBe(0);
});

test("combinators", () => {
  acceptFilter({ $or: [{ name: "x" }, { $and: [{ year: 1 }, { $not: { famous: true } }] }], review: { exists: true } });

  // @ts-expect-error no such attribute inside
  offerFilter({ $or: [{ nam: "x" }] });
  // @ts-expect-error one filter, not a list
  offerFilter({ $not: [{ name: "x" }] });
  // @ts-expect-error no such combinator
  offerFilter({ $nor: [] });
  expect(acceptFilter()).toBe(0);
});
