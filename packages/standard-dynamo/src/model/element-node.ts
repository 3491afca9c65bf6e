import type { Node } from "./node.ts";
import { flatten } from "./union.ts";

/** What the elements of a list or set are; `undefined` where the description does not say. */
export function elementNode(node: Node): Node | undefined {
  switch (node.kind) {
    case "array":
    case "set":
      return node.items;
    case "union": {
      const elements = flatten(node.members).flatMap((member) => elementNode(member) ?? []);
      return elements.length > 1 ? { kind: "union", members: elements } : elements[0];
    }
    default:
      return undefined;
  }
}
