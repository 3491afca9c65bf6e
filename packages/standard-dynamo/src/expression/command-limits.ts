import { CommandValidationError } from "../errors/command-validation-error.ts";
import { encode } from "../item/encode.ts";
import { itemBytes, mostBytes } from "../item/item-size.ts";
import { byteLength, isWellFormed } from "../key/text.ts";
import { maxItemBytes, maxNameBytes } from "../model/item-limit.ts";
import { isPlainObject } from "../model/plain-object.ts";
import type { Stored } from "../model/stored.ts";

/** How deep an item nests, the item itself included, and how deep a filter may. */
export const maxLevels = 32;

/** More attributes, operators and operands than this have no room in an expression, so they are not looked at. */
export const maxParts = 1000;

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const maxExpressionBytes = 4096;
const maxOperators = 300;
const maxValueBytes = 2 * 1024 * 1024;

/** Why no attribute can have a name. */
export function problemOfName(name: string): string | undefined {
  if (name === "") return "DynamoDB takes no empty attribute name";
  if (!isWellFormed(name)) return "the name is not well-formed text: it holds a lone surrogate";
  const bytes = name.length * 3 <= maxNameBytes ? 0 : byteLength(name);
  return bytes > maxNameBytes ? `the name is ${bytes} bytes, DynamoDB takes ${maxNameBytes}` : undefined;
}

/** What an expression is part of, for the error. */
export interface ExpressionPlace {
  readonly subject: string;
  readonly path: readonly string[];
  readonly kind: "update" | "condition";
}

/** The expression, if DynamoDB would take it. @throws CommandValidationError */
export function checkedExpression(expression: string, { subject, path, kind }: ExpressionPlace): string {
  const message = problemOfExpression(expression, kind);
  if (message === undefined) return expression;
  throw new CommandValidationError(subject, [{ path, message }]);
}

// Of an update only what computes counts as an operator.
function problemOfExpression(expression: string, kind: "update" | "condition"): string | undefined {
  // All of it is ASCII.
  if (expression.length > maxExpressionBytes) {
    return `makes an expression of ${expression.length} bytes, DynamoDB takes ${maxExpressionBytes}`;
  }
  const count = expression.match(kind === "update" ? computing : testing)?.length ?? 0;
  return count > maxOperators ? `makes ${count} operators, DynamoDB takes ${maxOperators}` : undefined;
}

const computing = /\+|[a-z_]+\(/g;
const testing = /[<>=]+|[a-z_]+\(|\b(?:AND|OR|NOT|IN)\b/g;

/** The bytes of an operand that is too large for any attribute; `undefined` if it is not. */
export function oversize(value: Stored): number | undefined {
  if (mostBytes(value) <= maxItemBytes) return undefined;
  const bytes = bytesOf(value);
  return bytes > maxItemBytes ? bytes : undefined;
}

/** The bytes of all operands, if they are more than DynamoDB takes in one request. */
export function oversizeOfAll(values: readonly Stored[]): number | undefined {
  return sumOver(values, maxValueBytes);
}

/** The bytes of values that one item is to hold, if they are more than an item can have. */
export function oversizeOfItem(values: readonly Stored[]): number | undefined {
  return sumOver(values, maxItemBytes);
}

/** How many lists and maps stand in one another. */
export function levelsOf(value: Stored): number {
  if (Array.isArray(value)) return 1 + deepest(value as readonly Stored[]);
  return isPlainObject(value) ? 1 + deepest(Object.values(value)) : 0;
}

function deepest(values: readonly Stored[]): number {
  return values.reduce<number>((most, value) => Math.max(most, levelsOf(value)), 0);
}

function bytesOf(value: Stored): number {
  return itemBytes({ "": encode(value) });
}

function sumOver(values: readonly Stored[], limit: number): number | undefined {
  if (sum(values, mostBytes) <= limit) return undefined;
  const bytes = sum(values, bytesOf);
  return bytes > limit ? bytes : undefined;
}

function sum(values: readonly Stored[], bytes: (value: Stored) => number): number {
  return values.reduce<number>((all, value) => all + bytes(value), 0);
}
