import { didYouMean } from "../errors/did-you-mean.ts";
import { problemOfExpiry, problemOfVersion } from "../item/write-content.ts";
import { canBe, childNames, isPatchable, locate, type Place, withoutNull } from "../model/locate.ts";
import type { Node } from "../model/node.ts";
import { isPlainObject } from "../model/plain-object.ts";
import { acceptsNull } from "../model/revive.ts";
import type { At, Operands } from "./operands.ts";
import { overlaps } from "./overlaps.ts";
import { planFilter } from "./plan-filter.ts";
import type { Action, Guard, UpdatePlan } from "./update-plan.ts";

type Path = readonly string[];

const patchSections = ["set", "replace", "increment", "append", "remove"] as const;
const sections = [...patchSections, "currentVersion", "expiry", "condition"];

/** Plans an update command; mistakes go to `operands`, all of them. The command is not changed. */
export function planUpdate(command: unknown, operands: Operands, reserved: readonly string[]): UpdatePlan {
  const given = isPlainObject(command) ? command : {};
  if (given !== command)
    operands.refuse([], "expected an object of set, replace, increment, append, remove and others");
  for (const name of Object.keys(given)) {
    if (!sections.includes(name)) operands.refuse([name], "is not a part of an update", didYouMean(name, sections));
  }
  const planner = new Planner(operands, reserved);
  for (const section of patchSections) {
    if (given[section] !== undefined) planner.section(section, given[section]);
  }
  for (const [left, right] of overlaps(planner.actions)) {
    operands.refuse([left.kind, ...left.path], `overlaps with ${[right.kind, ...right.path].join(".")}`);
  }
  return {
    actions: planner.actions,
    guards: planner.guards(),
    expectedVersion: planVersion(given["currentVersion"], operands),
    expiry: planExpiry(given["expiry"], operands),
    condition: given["condition"] === undefined ? undefined : planFilter(given["condition"], operands, ["condition"]),
  };
}

// What an action builds on, if it does.
const operandTypes: Partial<Record<Action["kind"], Guard["type"]>> = { increment: "N", append: "L", add: "notNull" };

class Planner {
  readonly actions: Action[] = [];
  readonly #operands: Operands;
  readonly #reserved: readonly string[];

  constructor(operands: Operands, reserved: readonly string[]) {
    this.#operands = operands;
    this.#reserved = reserved;
  }

  section(section: (typeof patchSections)[number], patch: unknown): void {
    if (section === "remove" && Array.isArray(patch)) {
      return patch.forEach((name, index) => this.#leaf("remove", [String(name)], true, ["remove", index]));
    }
    this.#walk(section, patch, [], [section]);
  }

  guards(): Guard[] {
    const guards = new Map<string, Guard>();
    const add = (guard: Guard): void => void guards.set(JSON.stringify(guard), guard);
    for (const { kind, path } of this.actions) {
      for (let length = 1; length < path.length; length++) {
        const parent = path.slice(0, length);
        if (this.#mayLack(parent)) add({ path: parent, type: "M", orAbsent: false });
      }
      const type = operandTypes[kind];
      if (type !== undefined && this.#mayLack(path)) add({ path, type, orAbsent: true });
    }
    return [...guards.values()];
  }

  #walk(section: (typeof patchSections)[number], patch: unknown, path: Path, at: At): void {
    if (!isPlainObject(patch)) {
      return this.#operands.refuse(at, "expected an object by attribute");
    }
    for (const [name, value] of Object.entries(patch)) {
      if (value === undefined) continue;
      const here = [...path, name];
      const place = this.#place(here, [...at, name]);
      if (place === undefined) continue;
      const isRecordEntry = this.#isRecordEntry(path, name);
      // Of a model that is not described, an object is taken for one to patch: `replace` is there for wholes.
      const isOpen = this.#operands.codec.root === undefined || isPatchable(place.node);
      const nests = section !== "replace" && isPlainObject(value) && isOpen;
      if (nests && !(section === "set" && isRecordEntry)) this.#walk(section, value, here, [...at, name]);
      else this.#leaf(section, here, value, [...at, name]);
    }
  }

  #leaf(section: (typeof patchSections)[number], path: Path, value: unknown, at: At): void {
    const place = this.#place(path, at);
    if (place === undefined) return;
    switch (section) {
      case "set":
      case "replace":
        this.actions.push({ kind: "set", path, raw: value, slot: this.#operands.checked(at, path, value) });
        return;
      case "increment":
        return this.#increment(path, place, value, at);
      case "append":
        return this.#append(path, place, value, at);
      case "remove":
        return this.#remove(path, place, value, at);
    }
  }

  #increment(path: Path, { node }: Place, value: unknown, at: At): void {
    const isNumber = (typeof value === "number" && Number.isFinite(value)) || typeof value === "bigint";
    if (!isNumber)
      return this.#operands.refuse(
        at,
        `expected a finite number to add, got ${typeof value === "number" ? value : typeof value}`,
      );
    if (!canBe(node, ["number", "integer", "bigint", "decimal"])) {
      return this.#operands.refuse(at, "is not stored as a number, so it cannot be incremented");
    }
    const whole = !canBe(node, ["number", "decimal"]);
    if (whole && typeof value === "number" && !Number.isSafeInteger(value)) {
      return this.#operands.refuse(at, "takes whole numbers only");
    }
    const slot = this.#operands.amount(at, value);
    this.actions.push({ kind: "increment", path, raw: value, slot });
  }

  #append(path: Path, { node }: Place, value: unknown, at: At): void {
    if (!Array.isArray(value) && !(value instanceof Set)) {
      return this.#operands.refuse(at, "expected a list of elements to append");
    }
    const isList = canBe(node, ["array", "set"]);
    if (!isList) return this.#operands.refuse(at, "is not a list or set");
    const isSet = canBe(node, ["set"]) && !canBe(node, ["array"]);
    const slots = [...(isSet ? new Set(value) : value)].map((element: unknown, index) =>
      this.#operands.checked([...at, index], path, element, { element: true }),
    );
    const kind = this.#operands.codec.nativeSets && isSet ? "add" : "append";
    if (slots.length > 0) this.actions.push({ kind, path, raw: [...value], slots });
  }

  #remove(path: Path, place: Place, value: unknown, at: At): void {
    if (value !== true) return this.#operands.refuse(at, "expected true, or attributes below it");
    if (!place.optional) {
      return this.#operands.refuse(at, "is required, so a record without it could not be read back");
    }
    this.actions.push({ kind: "remove", path });
  }

  #place(path: Path, at: At): Place | undefined {
    const { codec } = this.#operands;
    if (path.length === 1 && this.#reserved.includes(path[0] ?? "")) {
      this.#operands.refuse(at, "is a key or an internal attribute, which an update does not touch");
      return undefined;
    }
    if (codec.root === undefined) return { node: { kind: "any" }, optional: true };
    const place = locate(codec.root, path);
    if (place !== undefined) return place;
    const parent = locate(codec.root, path.slice(0, -1));
    const names = parent === undefined ? [] : childNames(parent.node);
    this.#operands.refuse(at, `${codec.name} has no such attribute`, didYouMean(String(path.at(-1)), names));
    return undefined;
  }

  #isRecordEntry(parent: Path, name: string): boolean {
    const node = this.#node(parent);
    const inner = node && withoutNull(node);
    return inner?.kind === "object" && !inner.props.has(name);
  }

  #mayLack(path: Path): boolean {
    const { root } = this.#operands.codec;
    const place = root && locate(root, path);
    return place === undefined || place.optional || acceptsNull(place.node);
  }

  #node(path: Path): Node | undefined {
    const { root } = this.#operands.codec;
    return root && locate(root, path)?.node;
  }
}

function planVersion(version: unknown, operands: Operands): number | undefined {
  if (version === undefined) return undefined;
  const problem = problemOfVersion(version);
  if (problem !== undefined) operands.refuse(["currentVersion"], problem);
  return version as number;
}

function planExpiry(expiry: unknown, operands: Operands): Date | null | undefined {
  if (expiry === undefined || expiry === null) return expiry;
  const problem = problemOfExpiry(expiry);
  if (problem !== undefined) operands.refuse(["expiry"], `${problem}; null clears the expiry`);
  return expiry as Date;
}
