import { encode } from "../item/encode.ts";
import type { Stored } from "../model/stored.ts";
import type { Slot } from "./operands.ts";
import type { Placeholders } from "./placeholders.ts";
import { timeForms } from "./time-forms.ts";

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

type Path = readonly string[];

/** A condition or filter, planned; its operands are slots. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly members: readonly Condition[] }
  | { readonly kind: "not"; readonly member: Condition }
  | { readonly kind: "compare"; readonly path: Path; readonly comparator: Comparator; readonly slot: Slot }
  | { readonly kind: "in"; readonly path: Path; readonly slots: readonly Slot[] }
  | { readonly kind: "time"; readonly path: Path; readonly comparator: Comparator; readonly slot: Slot }
  | { readonly kind: "hasValue"; readonly path: Path }
  | { readonly kind: "function"; readonly name: "begins_with" | "contains"; readonly path: Path; readonly slot: Slot }
  | { readonly kind: "size"; readonly path: Path; readonly comparator: Comparator; readonly slot: Slot };

export function renderCondition(condition: Condition, values: readonly Stored[], placeholders: Placeholders): string {
  const value = (slot: Slot): string => placeholders.value(encode(values[slot] ?? null));
  const text = (stored: string): string => placeholders.value({ S: stored });
  const render = (part: Condition): string => {
    switch (part.kind) {
      case "and":
      case "or":
        if (part.members.length === 1 && part.members[0] !== undefined) return render(part.members[0]);
        return part.members.map((member) => wrap(member, render)).join(part.kind === "and" ? " AND " : " OR ");
      case "not":
        return `NOT (${render(part.member)})`;
      case "compare":
        return `${placeholders.path(part.path)} ${part.comparator} ${value(part.slot)}`;
      case "in":
        return renderIn(placeholders.path(part.path), part.slots.map(value));
      case "time":
        return renderTime(part, values[part.slot] ?? null);
      case "hasValue": {
        const path = placeholders.path(part.path);
        return `attribute_exists(${path}) AND NOT attribute_type(${path}, ${text("NULL")})`;
      }
      case "function":
        return `${part.name}(${placeholders.path(part.path)}, ${value(part.slot)})`;
      case "size":
        return `size(${placeholders.path(part.path)}) ${part.comparator} ${value(part.slot)}`;
    }
  };
  const renderTime = ({ path, comparator }: Condition & { kind: "time" }, stored: Stored): string => {
    const target = placeholders.path(path);
    const forms = typeof stored === "string" ? timeForms(stored) : undefined;
    if (forms === undefined) return `${target} ${comparator} ${placeholders.value(encode(stored))}`;
    switch (comparator) {
      case "=":
        return renderIn(target, forms.equal.map(text));
      case "<>":
        return `NOT (${renderIn(target, forms.equal.map(text))})`;
      case "<":
      case ">=":
        return aroundStray(`${target} ${comparator} ${text(forms.least)}`, forms.isWhole ? undefined : forms.stray);
      case "<=":
      case ">":
        return aroundStray(`${target} ${comparator} ${text(forms.greatest)}`, forms.stray);
    }
    // The form that sorts after the times of its second, though it is the first of them.
    function aroundStray(test: string, stray: string | undefined): string {
      if (stray === undefined) return test;
      return comparator.startsWith("<")
        ? `${test} OR ${target} = ${text(stray)}`
        : `${test} AND ${target} <> ${text(stray)}`;
    }
  };
  return render(condition);
}

// DynamoDB takes up to 100 operands in an IN.
const maxInOperands = 100;

function renderIn(path: string, operands: readonly string[]): string {
  if (operands.length <= maxInOperands) return `${path} IN (${operands.join(", ")})`;
  const parts: string[] = [];
  for (let start = 0; start < operands.length; start += maxInOperands) {
    parts.push(`${path} IN (${operands.slice(start, start + maxInOperands).join(", ")})`);
  }
  return parts.join(" OR ");
}

function wrap(member: Condition, render: (part: Condition) => string): string {
  const text = render(member);
  const isSimple = member.kind === "compare" || member.kind === "function" || member.kind === "size";
  return isSimple ? text : `(${text})`;
}
