import { describe, expect, test } from "vitest";
import { accept, offer } from "./models.ts";

describe("set", () => {
  test("takes values of the attribute's type", () => {
    accept({ set: { name: "Daniel", year: 1957, level: 2, views: 1n, status: "retired", famous: true, key: 1 } });
    accept({ set: { born: new Date(0), released: new Date(0), portrait: new Uint8Array(), homepage: new URL("a:b") } });
    accept({ set: { anything: { whatever: 1 }, something: ["x"] } });

    // @ts-expect-error a number is no text
    offer({ set: { name: 1 } });
    // @ts-expect-error text is no number
    offer({ set: { year: "1957" } });
    // @ts-expect-error not one of the enum
    offer({ set: { status: "resting" } });
    // @ts-expect-error a number is no bigint
    offer({ set: { views: 1 } });
    // @ts-expect-error text is no Date, also where it is stored as text
    offer({ set: { released: "2023-01-01T00:00:00Z" } });
    // @ts-expect-error an unbranded value
    offer({ set: { id: "x" } });
    // @ts-expect-error no such attribute
    offer({ set: { nam: "Daniel" } });
    expect(offer({ set: { name: "Daniel" } })).toEqual({ set: { name: "Daniel" } });
  });

  test("takes undefined for 'not named', and null only where the model has it", () => {
    accept({
      set: { name: undefined, nickname: undefined, address: undefined, review: null, agent: null, debt: null },
    });
    accept({ set: undefined });

    // @ts-expect-error not nullable
    offer({ set: { name: null } });
    // @ts-expect-error optional is not nullable
    offer({ set: { nickname: null } });
    // @ts-expect-error a nested object that is not nullable
    offer({ set: { address: null } });
  });

  test("patches nested objects attribute by attribute", () => {
    accept({ set: { address: { city: "London" } } }, { set: { address: { location: { latitude: 51 } } } });
    accept({ set: { agent: { fee: 10 }, motto: {} } });

    // @ts-expect-error a wrong value inside
    offer({ set: { address: { location: { latitude: "51" } } } });
    // @ts-expect-error a misspelt attribute inside
    offer({ set: { address: { towm: "London" } } });
    // @ts-expect-error a value that is no object
    offer({ set: { address: "London" } });
  });

  test("patches records entry by entry, each as a whole", () => {
    accept({ set: { scores: { final: 3 }, people: { ann: { age: 41, since: "2001" } } } });

    // @ts-expect-error a wrong entry
    offer({ set: { scores: { final: "3" } } });
    // @ts-expect-error part of an entry
    offer({ set: { people: { ann: { age: 41 } } } });
  });

  test("takes lists, tuples, Sets, Maps and unions of objects as a whole, readonly ones too", () => {
    const tags: readonly string[] = ["drama"];
    const genres: ReadonlySet<string> = new Set(tags);
    const roles: ReadonlyMap<string, number> = new Map();
    accept({ set: { tags, genres, roles, range: [1, 2], friends: [{ name: "Ann" }], payload: { kind: "b", b: 1 } } });

    // @ts-expect-error a wrong element
    offer({ set: { tags: [1] } });
    // @ts-expect-error too short a tuple
    offer({ set: { range: [1] } });
    // @ts-expect-error part of a union of objects
    offer({ set: { payload: { kind: "a" } } });
    // @ts-expect-error a list is no Set
    offer({ set: { genres: ["drama"] } });
  });
});

describe("replace", () => {
  test("takes objects, records, lists and unions whole", () => {
    const location = { latitude: 51, longitude: 0 };
    accept({ replace: { address: { city: "London", lines: [], visits: 0, location, size: "S" } } });
    accept({
      replace: { agent: null, motto: { text: "x" }, scores: {}, people: {}, tags: [], genres: new Set<string>() },
    });
    accept({ replace: { payload: { kind: "a", a: "x" }, anything: 1, something: {}, homepage: undefined } });

    // @ts-expect-error part of an object
    offer({ replace: { motto: {} } });
    // @ts-expect-error a scalar is set
    offer({ replace: { name: "Daniel" } });
    // @ts-expect-error not nullable
    offer({ replace: { motto: null } });
    expect(accept()).toBe(0);
  });
});

describe("increment", () => {
  test("takes amounts for numbers and bigints, branded, optional, nullable and nested ones too", () => {
    accept({ increment: { year: 1, level: -1, rating: 0.5, debt: 2, views: 1n, address: { visits: 1 } } });
    accept({
      increment: { address: { location: { latitude: 1 } }, agent: { fee: 1 }, anything: 1 },
    });
    accept({ increment: { scores: { final: 1 }, people: { ann: { age: 1 } } } });

    // @ts-expect-error text
    offer({ increment: { name: 1 } });
    // @ts-expect-error a boolean
    offer({ increment: { famous: 1 } });
    // @ts-expect-error a Date
    offer({ increment: { born: 1 } });
    // @ts-expect-error text or number
    offer({ increment: { key: 1 } });
    // @ts-expect-error text inside
    offer({ increment: { address: { city: 1 } } });
    // @ts-expect-error an object without any number
    offer({ increment: { motto: { text: 1 } } });
    // @ts-expect-error entries that are no numbers
    offer({ increment: { people: { ann: 1 } } });
    // @ts-expect-error text in an entry
    offer({ increment: { people: { ann: { since: 1 } } } });
    // @ts-expect-error a bigint is added to by a bigint
    offer({ increment: { views: 1 } });
    // @ts-expect-error the amount is a number
    offer({ increment: { year: "1" } });
    // @ts-expect-error null is no amount
    offer({ increment: { debt: null } });
    expect(accept()).toBe(0);
  });
});

describe("append", () => {
  test("takes elements for arrays and Sets, optional and nested ones too", () => {
    const more: readonly string[] = ["drama"];
    accept({ append: { tags: more, genres: more, friends: [{ name: "Ann" }], address: { lines: ["Second floor"] } } });
    accept({ append: { genres: new Set(more), anything: [1, "x"], something: [{}] } });

    // @ts-expect-error a tuple has its length
    offer({ append: { range: [1] } });
    // @ts-expect-error a Map has no end
    offer({ append: { roles: [["x", 1]] } });
    // @ts-expect-error text
    offer({ append: { name: ["x"] } });
    // @ts-expect-error a wrong element
    offer({ append: { tags: [1] } });
    // @ts-expect-error an element, not a list of elements
    offer({ append: { tags: "drama" } });
    // @ts-expect-error an object without any list
    offer({ append: { motto: { text: ["x"] } } });
    expect(accept()).toBe(0);
  });
});

describe("remove", () => {
  test("takes what the schema accepts to be absent", () => {
    accept({ remove: { nickname: true, level: true, rating: true, agent: true, friends: true } });
    accept({ remove: { address: { street: true, visits: true }, agent: { phone: true }, scores: { final: true } } });
    accept({ remove: { people: { ann: true }, nickname: undefined } });

    // @ts-expect-error required
    offer({ remove: { name: true } });
    // @ts-expect-error nullable is required
    offer({ remove: { review: true } });
    // @ts-expect-error a required object
    offer({ remove: { address: true } });
    // @ts-expect-error required inside
    offer({ remove: { address: { city: true } } });
    // @ts-expect-error required, though unknown
    offer({ remove: { something: true } });
    // @ts-expect-error by true only
    offer({ remove: { nickname: false } });
  });

  test("takes a list of names", () => {
    const names = ["nickname", "level"] as const;
    accept({ remove: ["nickname", "agent"] }, { remove: names }, { remove: [] });

    // @ts-expect-error required
    offer({ remove: ["name"] });
    // @ts-expect-error text is not a list
    offer({ remove: "nickname" });
    expect(names).toHaveLength(2);
  });
});

test("version, expiry and condition", () => {
  accept({ currentVersion: 1, expiry: null }, { expiry: new Date(0), condition: { year: { gt: 1 } } });
  accept({ currentVersion: undefined, expiry: undefined, condition: undefined });

  // @ts-expect-error a Date, not seconds
  offer({ expiry: 1 });
  // @ts-expect-error no such section
  offer({ sett: { name: "x" } });
  // @ts-expect-error the condition is typed by the model
  offer({ condition: { year: "x" } });
  expect(accept()).toBe(0);
});
