import { ExactNumber } from "./exact-number.ts";
import { parseDecimal, plainDigits } from "./number-text.ts";
import type { Stored } from "./stored.ts";

type NativeElement = string | number | bigint | Uint8Array | ExactNumber;

/** Whether a set of DynamoDB can hold these elements: of one type, and at least one. */
export function isNative(list: readonly Stored[]): list is NativeElement[] {
  return (
    list.length > 0 &&
    (list.every((element) => typeof element === "string") || list.every(isNumber) || list.every(isBytes))
  );
}

/** Whether two elements are the same to DynamoDB, which refuses a set that holds one twice. */
export function hasTwins(elements: readonly NativeElement[]): boolean {
  return new Set(elements.map(contentOf)).size < elements.length;
}

function contentOf(element: NativeElement): unknown {
  if (isBytes(element)) return Buffer.from(element.buffer, element.byteOffset, element.byteLength).toString("latin1");
  if (!(element instanceof ExactNumber)) return element;
  const decimal = parseDecimal(element.digits);
  return decimal === undefined ? element.digits : plainDigits(decimal);
}

function isNumber(element: Stored): element is number | bigint | ExactNumber {
  return typeof element === "number" || typeof element === "bigint" || element instanceof ExactNumber;
}

function isBytes(element: Stored): element is Uint8Array {
  return element instanceof Uint8Array;
}
