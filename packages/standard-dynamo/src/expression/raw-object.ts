import { locate } from "../model/locate.ts";
import type { ModelCodec } from "../model/model-codec.ts";
import type { Node } from "../model/node.ts";
import { setKey } from "../model/plain-object.ts";
import type { Action } from "./update-plan.ts";

/**
 * What actions make of an object that is not there yet, in the caller's values: an increment starts at 0, an append with
 * an empty list, a removal leaves nothing. `base` is the path of the object.
 */
export function rawObject(
  codec: ModelCodec,
  actions: readonly Action[],
  base: readonly string[],
): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const action of actions) {
    if (action.kind === "remove") continue;
    const path = action.path.slice(base.length);
    let target = root;
    for (const name of path.slice(0, -1)) {
      if (!Object.hasOwn(target, name)) setKey(target, name, {});
      target = target[name] as Record<string, unknown>;
    }
    const value = action.kind === "append" || action.kind === "add" ? collection(codec, action) : action.raw;
    setKey(target, path.at(-1) ?? "", value);
  }
  return root;
}

function collection(codec: ModelCodec, { path, raw }: Action & { kind: "append" | "add" }): unknown {
  const node = codec.root && locate(codec.root, path)?.node;
  return node !== undefined && isSetNode(node) ? new Set(raw as readonly unknown[]) : raw;
}

function isSetNode(node: Node): boolean {
  return node.kind === "union" ? node.members.some(isSetNode) : node.kind === "set";
}
