import type { Logger } from "standard-dynamo";

/** A logger that keeps everything it is given. */
export function keepingLogger(): { readonly logger: Logger; readonly lines: unknown[] } {
  const lines: unknown[] = [];
  const keep = (...line: unknown[]): void => void lines.push(line);
  return { logger: { debug: keep, info: keep, warn: keep, error: keep }, lines };
}

/** Whether a text stands anywhere in a value: as a name or a part of it, in bytes, behind getters, symbols or prototypes. */
export function holds(value: unknown, text: string, seen: Set<unknown> = new Set()): boolean {
  if (typeof value === "string") return value.includes(text);
  if (typeof value === "symbol") return String(value).includes(text);
  const isHolder = (typeof value === "object" && value !== null) || typeof value === "function";
  if (!isHolder || seen.has(value)) return false;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return bytesOf(value).includes(text);
  if (value instanceof Map && [...value].some((entry) => holds(entry, text, seen))) return true;
  if (value instanceof Set && [...value].some((element) => holds(element, text, seen))) return true;
  return Reflect.ownKeys(value).some(
    (name) => holds(name, text, seen) || holds((value as Record<PropertyKey, unknown>)[name], text, seen),
  );
}

function bytesOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}
