import type { Node } from "../../packages/standard-dynamo/src/model/node.ts";

/**
 * A description in short: `{ a: string, b?: [date], *: any }`, `set<date>`, `map<string, bigint>`, `[date, string, ...any]`,
 * `date | null`, `"a" | 1n`, and `^` for a node that stands inside itself.
 */
export function showNode(node: Node | undefined, above: readonly Node[] = []): string {
  if (node === undefined) return "nothing";
  if (above.includes(node)) return "^";
  const show = (part: Node): string => showNode(part, [...above, node]);
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others have no parts
  switch (node.kind) {
    case "literal":
      return node.values.length === 0 ? "never" : node.values.map(showValue).join(" | ");
    case "object": {
      const props = [...node.props].map(
        ([name, { node: part, optional }]) => `${name}${optional ? "?" : ""}: ${show(part)}`,
      );
      if (node.rest !== undefined) props.push(`*: ${show(node.rest)}`);
      return props.length === 0 ? "{}" : `{ ${props.join(", ")} }`;
    }
    case "array": {
      const { prefix } = node;
      if (prefix === undefined) return `[${show(node.items)}]`;
      const items = show(node.items);
      return `[${[...prefix.map(show), ...(items === "never" ? [] : [`...${items}`])].join(", ")}]`;
    }
    case "set":
      return `set<${show(node.items)}>`;
    case "map":
      return `map<${show(node.key)}, ${show(node.value)}>`;
    case "union":
      return node.members.map(show).join(" | ");
    default:
      return node.kind;
  }
}

function showValue(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  return value === undefined ? "undefined" : JSON.stringify(value);
}
