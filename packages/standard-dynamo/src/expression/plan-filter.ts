import { didYouMean } from "../errors/did-you-mean.ts";
import { elementNode } from "../model/element-node.ts";
import { canBe, childNames, isPatchable, locate, type Place, withoutNull } from "../model/locate.ts";
import { isPlainObject } from "../model/plain-object.ts";
import { maxLevels, problemOfName } from "./command-limits.ts";
import type { Comparator, Condition } from "./condition.ts";
import type { At, Operands } from "./operands.ts";

const comparators = { eq: "=", ne: "<>", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;
const operators = [...Object.keys(comparators), "in", "exists", "between", "beginsWith", "contains", "size"];
const combiners = ["$and", "$or", "$not"];
const nestedOperators = ["$exists", "$size"];

/** Plans a filter or condition; mistakes go to `operands`. `undefined`: it asks for nothing. */
export function planFilter(filter: unknown, operands: Operands, at: At): Condition | undefined {
  operands.count(at, 1);
  return planLevel(filter, 1, operands, at);
}

// `level`: how many filters stand around it.
function planLevel(filter: unknown, level: number, operands: Operands, at: At): Condition | undefined {
  if (level > maxLevels) {
    return operands.refuse(at.slice(0, 3), `nests filters deeper than ${maxLevels} levels`) as undefined;
  }
  if (!isPlainObject(filter)) {
    return operands.refuse(at, "expected an object of conditions by attribute") as undefined;
  }
  return planMap(filter, { path: [], level }, operands, at);
}

/** Where in the record, and how deep in filters, a part of a filter stands. */
interface Depth {
  readonly path: readonly string[];
  readonly level: number;
}

function planMap(map: Record<string, unknown>, depth: Depth, operands: Operands, at: At): Condition | undefined {
  const conditions = Object.keys(map).flatMap((name) => {
    const here = [...at, name];
    const value = operands.part(map, name, here);
    const combined = name.startsWith("$") ? planCombiner(name, value, depth, operands, here) : undefined;
    return combined ?? planAttribute({ ...depth, path: [...depth.path, name] }, value, operands, here) ?? [];
  });
  return conditions.length > 1 ? { kind: "and", members: conditions } : conditions[0];
}

/** `undefined` if the name is an attribute that happens to begin with `$`. */
function planCombiner(
  name: string,
  value: unknown,
  { path, level }: Depth,
  operands: Operands,
  at: At,
): Condition | readonly Condition[] | undefined {
  if (path.length > 0) {
    if (name === "$exists") return planOperator("exists", { path, place: anything }, value, operands, at);
    if (name === "$size") return planOperator("size", { path, place: anything }, value, operands, at);
    return undefined;
  }
  if (name === "$not") {
    const member = planMember(value, level + 1, operands, at);
    return member === undefined ? [] : { kind: "not", member };
  }
  if (name !== "$and" && name !== "$or") return undefined;
  if (!Array.isArray(value) || value.length === 0) {
    operands.refuse(at, "expected a list of at least one filter");
    return [];
  }
  operands.count(at, value.length);
  const members = value.flatMap((member, index) => planMember(member, level + 1, operands, [...at, index]) ?? []);
  return members.length === 0 ? [] : { kind: name === "$and" ? "and" : "or", members };
}

// An empty filter matches everything, which is not meant inside another.
function planMember(filter: unknown, level: number, operands: Operands, at: At): Condition | undefined {
  if (isPlainObject(filter) && Object.keys(filter).length === 0) operands.refuse(at, "is empty");
  return planLevel(filter, level, operands, at);
}

interface Target {
  readonly path: readonly string[];
  readonly place: Place;
}

const anything: Place = { node: { kind: "any" }, optional: true };

function planAttribute(depth: Depth, value: unknown, operands: Operands, at: At): Condition | undefined {
  const { path } = depth;
  const { root } = operands.codec;
  const problem = problemOfPath(path, operands);
  if (problem !== undefined) return operands.refuse(at, problem) as undefined;
  const place = root === undefined ? anything : locate(root, path);
  if (place === undefined) {
    const parent = root && locate(root, path.slice(0, -1));
    const names = [
      ...(parent === undefined ? [] : childNames(parent.node)),
      ...(path.length > 1 ? nestedOperators : combiners),
    ];
    operands.refuse(at, `${operands.codec.name} has no such attribute`, didYouMean(String(path.at(-1)), names));
    return undefined;
  }
  const target: Target = { path, place };
  if (value === undefined) {
    operands.refuse(at, "is undefined; leave the attribute out, or use { exists: false }");
    return undefined;
  }
  if (!isPlainObject(value)) return planOperator("eq", target, value, operands, at);
  if (isPatchable(place.node)) return planMap(value, depth, operands, at);
  const names = Object.keys(value);
  const isOperators = names.length > 0 && names.every((name) => operators.includes(name));
  if (root === undefined && !isOperators) return planMap(value, depth, operands, at);
  const takesObjects = canBe(place.node, ["object", "map"]);
  if (takesObjects && !isOperators) {
    return planOperator("eq", target, value, operands, at);
  }
  const members = names.flatMap((name) => {
    const here = [...at, name];
    return planOperator(name, target, operands.part(value, name, here), operands, here) ?? [];
  });
  return members.length > 1 ? { kind: "and", members } : members[0];
}

function problemOfPath(path: readonly string[], operands: Operands): string | undefined {
  const [first = ""] = path;
  if (path.length === 1 && operands.isKey(first)) {
    return "is a key attribute, which filters and conditions do not name: records are chosen by their ids";
  }
  if (path.length > maxLevels) return `is deeper than DynamoDB's ${maxLevels} levels`;
  return problemOfName(path.at(-1) ?? "");
}

function planOperator(
  operator: string,
  target: Target,
  value: unknown,
  operands: Operands,
  at: At,
): Condition | undefined {
  const { path, place } = target;
  const refuse = (message: string): undefined => operands.refuse(at, message) as undefined;
  switch (operator) {
    case "eq":
    case "ne":
      return planComparison(comparators[operator], target, value, operands, at);
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      if (!canBe(place.node, ordered)) return refuse("the attribute has no order");
      return planComparison(comparators[operator], target, value, operands, at);
    case "between":
      if (!canBe(place.node, ordered)) return refuse("the attribute has no order");
      if (!Array.isArray(value) || value.length !== 2) return refuse("expected a list of two bounds");
      return planBetween(target, value as [unknown, unknown], operands, at);
    case "in":
      if (!Array.isArray(value) || value.length === 0) return refuse("expected a list of at least one value");
      return planIn(target, value, operands, at);
    case "exists":
      if (typeof value !== "boolean") return refuse("expected true or false");
      return value ? { kind: "hasValue", path } : { kind: "not", member: { kind: "hasValue", path } };
    case "beginsWith":
      if (!canBe(place.node, ["string", "date", "bytes", "literal"])) return refuse("the attribute is not text");
      if (typeof value !== "string" && !(value instanceof Uint8Array)) return refuse("expected text");
      return { kind: "function", name: "begins_with", path, slot: operands.piece(at, value) };
    case "contains":
      return planContains(target, value, operands, at);
    case "size":
      return planSize(target, value, operands, at);
    default:
      return operands.refuse(at, "is not an operator", didYouMean(operator, operators)) as undefined;
  }
}

const sized = ["string", "date", "bytes", "literal", "array", "set", "map", "object"] as const;
const ordered = ["string", "number", "integer", "bigint", "date", "decimal", "bytes", "literal"] as const;

function planComparison(
  comparator: Comparator,
  { path, place }: Target,
  value: unknown,
  operands: Operands,
  at: At,
): Condition | undefined {
  if (value === undefined) return operands.refuse(at, "is undefined") as undefined;
  const kind = withoutNull(place.node).kind;
  if (value instanceof Set && (comparator === "=" || comparator === "<>")) {
    const equal = planSetEquality(path, value, operands, at);
    return comparator === "=" ? equal : { kind: "not", member: equal };
  }
  const isBound = comparator !== "=" && comparator !== "<>";
  const slot = operands.checked(at, path, value, { check: false, bound: isBound });
  return {
    kind: value instanceof Date || (kind === "date" && value !== null) ? "time" : "compare",
    path,
    comparator,
    slot,
  };
}

// A set is stored as a list in any order, so equality is: as many elements, and each of these.
function planSetEquality(path: readonly string[], value: ReadonlySet<unknown>, operands: Operands, at: At): Condition {
  operands.count(at, value.size);
  const size = operands.given(value.size);
  const each = [...value].map((element, index): Condition => {
    const slot = operands.checked([...at, index], path, element, { check: false, element: true });
    return { kind: "function", name: "contains", path, slot };
  });
  return { kind: "and", members: [{ kind: "size", path, comparator: "=", slot: size }, ...each] };
}

function planBetween(
  target: Target,
  [low, high]: [unknown, unknown],
  operands: Operands,
  at: At,
): Condition | undefined {
  const from = planComparison(">=", target, low, operands, [...at, 0]);
  const to = planComparison("<=", target, high, operands, [...at, 1]);
  return from && to && { kind: "and", members: [from, to] };
}

function planIn(target: Target, values: readonly unknown[], operands: Operands, at: At): Condition {
  const { path } = target;
  operands.count(at, values.length);
  const special = values.some((value) => value instanceof Set || value instanceof Date);
  if (special) {
    const members = values.flatMap(
      (value, index) => planComparison("=", target, value, operands, [...at, index]) ?? [],
    );
    return { kind: "or", members };
  }
  const slots = values.map((value, index) => operands.checked([...at, index], path, value, { check: false }));
  return { kind: "in", path, slots };
}

function planContains({ path, place }: Target, value: unknown, operands: Operands, at: At): Condition | undefined {
  if (typeof value === "string" && canBe(place.node, ["string", "literal"])) {
    return { kind: "function", name: "contains", path, slot: operands.piece(at, value) };
  }
  if (place.node.kind !== "any" && elementNode(place.node) === undefined) {
    return operands.refuse(at, "the attribute is no text, list or set") as undefined;
  }
  const slot = operands.checked(at, path, value, { check: false, element: true });
  return { kind: "function", name: "contains", path, slot };
}

function planSize({ path, place }: Target, value: unknown, operands: Operands, at: At): Condition | undefined {
  if (!canBe(place.node, sized)) return operands.refuse(at, "the attribute has no size") as undefined;
  const tests = isPlainObject(value) ? value : { eq: value };
  const members = Object.keys(tests).flatMap((name): Condition[] => {
    const here = tests === value ? [...at, name] : at;
    const operand = operands.part(tests, name, here);
    if (name === "between" && Array.isArray(operand) && operand.length === 2) {
      return [sizeTest(path, ">=", operand[0], operands, here), sizeTest(path, "<=", operand[1], operands, here)];
    }
    if (Object.hasOwn(comparators, name))
      return [sizeTest(path, comparators[name as keyof typeof comparators], operand, operands, here)];
    operands.refuse(here, "is not an operator of a size", didYouMean(name, [...Object.keys(comparators), "between"]));
    return [];
  });
  return members.length > 1 ? { kind: "and", members } : members[0];
}

function sizeTest(
  path: readonly string[],
  comparator: Comparator,
  value: unknown,
  operands: Operands,
  at: At,
): Condition {
  const isSize = typeof value === "number" && Number.isInteger(value);
  if (!isSize) operands.refuse(at, "a size is a whole number");
  return { kind: "size", path, comparator, slot: operands.given(isSize ? value : 0) };
}
