import { didYouMean } from "../errors/did-you-mean.ts";
import { encode } from "../item/encode.ts";
import { versionAttribute } from "../item/internal-attributes.ts";
import { problemOfExpiry, problemOfVersion } from "../item/write-content.ts";
import { maxItemBytes } from "../model/item-limit.ts";
import { canBe, childNames, isPatchable, locate, type Place, withoutNull } from "../model/locate.ts";
import type { Node } from "../model/node.ts";
import { isPlainObject } from "../model/plain-object.ts";
import { acceptsNull } from "../model/revive.ts";
import type { Stored } from "../model/stored.ts";
import { levelsOf, maxLevels, problemOfName } from "./command-limits.ts";
import type { At, Operands, Slot } from "./operands.ts";
import { overlaps } from "./overlaps.ts";
import { planFilter } from "./plan-filter.ts";
import type { Action, Guard, UpdatePlan } from "./update-plan.ts";

type Path = readonly string[];

const patchSections = ["set", "replace", "increment", "append", "remove"] as const;
const sections = [...patchSections, "currentVersion", "expiry", "condition"];

/** Plans an update command; mistakes go to `operands`, all of them. The command is not changed. */
export function planUpdate(command: unknown, operands: Operands, reserved: readonly string[]): UpdatePlan {
  const given = readSections(command, operands);
  const planner = new Planner(operands, reserved);
  for (const section of patchSections) {
    if (given[section] !== undefined) planner.section(section, given[section]);
  }
  for (const [left, right] of overlaps(planner.actions)) {
    operands.refuse([left.kind, ...left.path], `overlaps with ${[right.kind, ...right.path].join(".")}`);
  }
  const expectedVersion = planVersion(given["currentVersion"], operands);
  const guards = planner.guards();
  // A version that is asked for is a number.
  if (expectedVersion === undefined) guards.push(versionGuard);
  return {
    actions: planner.actions,
    guards,
    expectedVersion,
    expiry: planExpiry(given["expiry"], operands),
    condition: given["condition"] === undefined ? undefined : planFilter(given["condition"], operands, ["condition"]),
  };
}

// Each read once.
function readSections(command: unknown, operands: Operands): Readonly<Record<string, unknown>> {
  const given: Record<string, unknown> = {};
  if (!isPlainObject(command)) {
    operands.refuse([], "expected an object of set, replace, increment, append, remove and others");
    return given;
  }
  for (const name of Object.keys(command)) {
    const value = operands.part(command, name, [name]);
    if (sections.includes(name)) given[name] = value;
    else operands.refuse([name], "is not a part of an update", didYouMean(name, sections));
  }
  return given;
}

// What an action builds on, if it does.
const operandTypes: Partial<Record<Action["kind"], Guard["type"]>> = { increment: "N", append: "L" };

// Every update counts it, so somebody may not have stored text there.
const versionGuard: Guard = { path: [versionAttribute], type: "N", orAbsent: true, isAssumed: true };

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
      return this.#removeAll(patch);
    }
    this.#walk(section, patch, [], [section]);
  }

  #removeAll(names: readonly unknown[]): void {
    this.#operands.count(["remove"], names.length);
    for (let index = 0; index < names.length; index++) {
      const name = names[index];
      if (typeof name === "string") this.#leaf("remove", [name], true, ["remove", index]);
      else this.#operands.refuse(["remove", index], "expected the name of an attribute");
    }
  }

  guards(): Guard[] {
    const guards: Guard[] = [];
    const seen = new Set<string>();
    const add = (path: Path, type: Guard["type"], orAbsent: boolean): void => {
      const text = JSON.stringify(path);
      if (seen.has(text)) return;
      seen.add(text);
      guards.push({ path, type, orAbsent, isAssumed: !this.#mayLack(path) });
    };
    for (const action of this.actions) {
      const { kind, path } = action;
      for (let length = 1; length < path.length; length++) add(path.slice(0, length), "M", false);
      const type = operandTypes[kind];
      if (type !== undefined) add(path, type, true);
      // Known once its elements are.
      if (kind === "add")
        this.#operands.afterwards((values) => add(path, setTypeOf(values[action.slots[0] ?? 0]), true));
    }
    return guards;
  }

  #walk(section: (typeof patchSections)[number], patch: unknown, path: Path, at: At): void {
    if (!isPlainObject(patch)) {
      return this.#operands.refuse(at, "expected an object by attribute");
    }
    for (const name of Object.keys(patch)) {
      const value = this.#operands.part(patch, name, [...at, name]);
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
        return this.#set(path, value, at);
      case "increment":
        return this.#increment(path, place, value, at);
      case "append":
        return this.#append(path, place, value, at);
      case "remove":
        return this.#remove(path, place, value, at);
    }
  }

  #set(path: Path, value: unknown, at: At): void {
    const slot = this.#operands.checked(at, path, value);
    this.#checkLevels(at, path.length, slot);
    this.actions.push({ kind: "set", path, raw: value, slot });
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
    const count = value instanceof Set ? value.size : value.length;
    // A byte for each is the least that they take.
    if (count > maxItemBytes) return this.#operands.refuse(at, `${count} elements have no room in an item`);
    const raw: readonly unknown[] = [...value];
    const slots = [...(isSet ? new Set(raw) : raw)].map((element: unknown, index) => {
      const slot = this.#operands.checked([...at, index], path, element, { element: true });
      this.#checkLevels([...at, index], path.length + 1, slot);
      return slot;
    });
    const kind = this.#operands.codec.nativeSets && isSet ? "add" : "append";
    if (kind === "add") this.#checkAlike(at, slots);
    if (slots.length > 0) this.actions.push({ kind, path, raw, slots });
  }

  #checkLevels(at: At, above: number, slot: Slot): void {
    this.#operands.afterwards((values) => {
      if (above + levelsOf(values[slot] ?? null) <= maxLevels) return;
      this.#operands.refuse(at, `nests deeper in the record than DynamoDB's ${maxLevels} levels`);
    });
  }

  #checkAlike(at: At, slots: readonly Slot[]): void {
    this.#operands.afterwards((values) => {
      const types = new Set(slots.map((slot) => Object.keys(encode(values[slot] ?? null))[0] ?? ""));
      if (types.size === 1 && ["S", "N", "B"].some((type) => types.has(type))) return;
      if (types.size > 0) this.#operands.refuse(at, "a set of DynamoDB holds text, numbers or bytes, all of one type");
    });
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
    const problem =
      path.length > maxLevels ? `is deeper than DynamoDB's ${maxLevels} levels` : this.#problemOf(path, at);
    if (problem !== undefined) {
      this.#operands.refuse(at, problem);
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

  // What is stored under `__proto__` may be removed; the AWS SDK loses it when it reads, so it is never written.
  #problemOf(path: Path, [section]: At): string | undefined {
    const name = path.at(-1) ?? "";
    if (name === "__proto__" && section !== "remove") return "is a name that an attribute cannot have";
    return problemOfName(name);
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

function setTypeOf(element: Stored = null): Guard["type"] {
  if (element instanceof Uint8Array) return "BS";
  return typeof element === "string" ? "SS" : "NS";
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
