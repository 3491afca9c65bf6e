import * as fc from "fast-check";
import type { UpdateCommand } from "standard-dynamo";
import * as film from "./film.ts";

/** One change of a film, from which both a command and the film that it makes are built. */
export interface Change {
  readonly section: "set" | "replace" | "increment" | "append" | "remove";
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Changes of films, none of which goes to where another goes. */
export const changes: fc.Arbitrary<readonly Change[]> = fc
  .array(oneChange(), { maxLength: 6 })
  .map((all) => all.filter((change, index) => all.slice(0, index).every((before) => !overlap(change, before))));

/** Two changes of which one goes to the other's place or below it. */
export const overlappingChanges: fc.Arbitrary<readonly Change[]> = fc
  .array(oneChange(), { minLength: 2, maxLength: 8 })
  .filter((all) => all.some((change, index) => all.slice(0, index).some((before) => overlap(change, before))));

export function commandOf(all: readonly Change[]): UpdateCommand<film.Film> {
  const command: Record<string, object> = {};
  for (const { section, path, value } of all) {
    let target = (command[section] ??= {}) as Record<string, unknown>;
    for (const name of path.slice(0, -1)) target = (target[name] ??= {}) as Record<string, unknown>;
    target[path.at(-1) ?? ""] = value;
  }
  return command;
}

/** What the changes make of a film. Objects that are missing are made, which the schema may then refuse. */
export function changed(item: film.Film, all: readonly Change[]): unknown {
  const copy: Attributes = structuredClone(item);
  for (const change of all) {
    const parent = change.path.slice(0, -1).reduce((map: Attributes | undefined, name) => {
      if (map === undefined) return undefined;
      if (change.section !== "remove") map[name] ??= {};
      return (map[name] ?? undefined) as Attributes | undefined;
    }, copy);
    if (parent !== undefined) apply(parent, change.path.at(-1) ?? "", change);
  }
  return copy;
}

type Attributes = Record<string, unknown>;

function apply(map: Attributes, name: string, { section, value }: Change): void {
  const before = Object.hasOwn(map, name) ? map[name] : undefined;
  switch (section) {
    case "set":
    case "replace":
      map[name] = value;
      return;
    case "increment":
      map[name] = typeof value === "bigint" ? ((before ?? 0n) as bigint) + value : Number(before ?? 0) + Number(value);
      return;
    case "append": {
      const elements = [...((before ?? []) as Iterable<unknown>), ...(value as Iterable<unknown>)];
      map[name] = name === "labels" ? new Set(elements) : elements;
      return;
    }
    case "remove":
      delete map[name];
  }
}

function oneChange(): fc.Arbitrary<Change> {
  const change = (section: Change["section"], path: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<Change> =>
    value.map((some) => ({ section, path: path.split("/"), value: some }));
  const remove = (...paths: string[]): fc.Arbitrary<Change> =>
    fc.constantFrom(...paths).map((path) => ({ section: "remove", path: path.split("/"), value: true }));
  const score = fc.oneof(
    fc.record({ section: fc.constantFrom("set" as const, "increment"), value: film.ints }),
    fc.record({ section: fc.constant("remove" as const), value: fc.constant(true) }),
  );
  return fc.oneof(
    change("set", "name", fc.option(film.words)),
    change("set", "year", fc.option(film.ints)),
    change("set", "votes", fc.option(film.bigs)),
    change("set", "on", fc.option(film.times)),
    change("set", "cover", film.bytes),
    change("set", "tags", fc.option(film.texts)),
    change("set", "labels", film.labelSets),
    change("set", "address", fc.constant(null)),
    change("set", "address/city", fc.option(film.words)),
    change("set", "address/lines", fc.option(film.texts)),
    change("set", "address/place", fc.constant(null)),
    change("set", "address/place/x", film.quarters),
    change("set", "address/place/note", film.words),
    change("replace", "tags", film.texts),
    change("replace", "address", film.addressesOf(film.quarters)),
    change("replace", "scores", film.scores),
    change("increment", "year", film.ints),
    change("increment", "price", film.quarters),
    change("increment", "votes", film.ints.map(BigInt)),
    change("increment", "address/zip", film.ints),
    change("increment", "address/place/x", film.quarters),
    change("append", "tags", fc.array(film.words, { minLength: 1, maxLength: 2 })),
    change("append", "years", fc.array(film.ints, { minLength: 1, maxLength: 2 })),
    change("append", "labels", fc.array(film.words, { minLength: 1, maxLength: 2 })),
    change("append", "address/lines", fc.array(film.words, { minLength: 1, maxLength: 2 })),
    remove("name", "year", "votes", "on", "tags", "labels", "address", "scores"),
    remove("address/city", "address/zip", "address/place", "address/place/note"),
    fc.tuple(film.scoreNames, score).map(([name, rest]) => ({ ...rest, path: ["scores", name] })),
  );
}

function overlap(left: Change, right: Change): boolean {
  return left.path.every((name, index) => right.path[index] === name || index >= right.path.length);
}
