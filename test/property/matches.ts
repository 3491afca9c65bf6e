/** The attributes of films that are objects themselves: a filter goes into them. */
const nested = new Set(["address", "place", "scores"]);

/**
 * What a filter says of an item, in plain JavaScript: DynamoDB's semantics as the library documents them. An absent
 * attribute equals nothing and is in no order, so `ne` holds for it; `null` is stored, so it differs from every other value,
 * but it does not `exist`. What has no size has none that equals another.
 */
export function matches(filter: object, item: object): boolean {
  return Object.entries(filter).every(([name, test]: [string, unknown]) => {
    switch (name) {
      case "$and":
        return (test as object[]).every((part) => matches(part, item));
      case "$or":
        return (test as object[]).some((part) => matches(part, item));
      case "$not":
        return !matches(test as object, item);
      default:
        return holds(name, valueAt(item, name), test);
    }
  });
}

/** Whether two stored values are the same. */
function isEqual(left: unknown, right: unknown): boolean {
  if (left instanceof Set && right instanceof Set) {
    return left.size === right.size && [...left].every((one) => [...right].some((other) => isEqual(one, other)));
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((one, index) => isEqual(one, right[index]));
  }
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right) === 0;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  return left === right;
}

function holds(name: string, value: unknown, test: unknown): boolean {
  if (!isPlain(test)) return isEqual(value, test);
  return Object.entries(test).every(([part, operand]) => {
    if (!nested.has(name)) return operate(part, value, operand);
    if (part === "$exists" || part === "$size") return operate(part.slice(1), value, operand);
    return holds(part, valueAt(value, part), operand);
  });
}

function operate(operator: string, value: unknown, operand: unknown): boolean {
  const operands = Array.isArray(operand) ? operand : [];
  switch (operator) {
    case "eq":
      return isEqual(value, operand);
    case "ne":
      return !isEqual(value, operand);
    case "in":
      return operands.some((one) => isEqual(value, one));
    case "lt":
    case "lte":
    case "gt":
    case "gte": {
      const order = compare(value, operand);
      if (order === undefined) return false;
      if (order === 0) return operator.endsWith("e");
      return order < 0 === operator.startsWith("l");
    }
    case "between":
      return operate("gte", value, operands[0]) && operate("lte", value, operands[1]);
    case "exists":
      return (value !== undefined && value !== null) === operand;
    case "beginsWith":
      if (typeof value === "string") return value.startsWith(operand as string);
      return value instanceof Uint8Array && isEqual(value.slice(0, (operand as Uint8Array).length), operand);
    case "contains":
      if (typeof value === "string") return value.includes(operand as string);
      return (Array.isArray(value) || value instanceof Set) && [...value].some((one) => isEqual(one, operand));
    case "size": {
      const size = sizeOf(value);
      return isPlain(operand) ? holds("size", size, operand) : size === operand;
    }
    default:
      throw new Error(`no such operator: ${operator}`);
  }
}

function compare(left: unknown, right: unknown): number | undefined {
  if (typeof left === "string" && typeof right === "string")
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "bigint" && typeof right === "bigint") return left < right ? -1 : Number(left > right);
  return undefined;
}

function sizeOf(value: unknown): number | undefined {
  // DynamoDB counts units of UTF-16: https://github.com/ExtendDB/extenddb/pull/67
  if (typeof value === "string") return value.length;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  if (value instanceof Set) return value.size;
  return isPlain(value) ? Object.keys(value).length : undefined;
}

function valueAt(value: unknown, name: string): unknown {
  return isPlain(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
