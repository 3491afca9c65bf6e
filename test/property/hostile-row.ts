import * as fc from "fast-check";
import { entriesKept, type ModelName, type Row } from "./hostile-models.ts";
import { anyText, hostileNames } from "./hostile-names.ts";
import { type HostileValue, plainerValues, refusedValues } from "./hostile-value.ts";

/** What every value of an item begins with where it is text, so that it is known wherever it turns up. */
export const secret = "\u00A7only the record knows this\u00A7";

/** An item that is made anew each time, and what a read of it gives. */
export interface HostileRow {
  readonly attributes: Readonly<Record<string, HostileValue>>;
  readonly entries: readonly (readonly [name: string, value: HostileValue])[];
}

const same = (value: unknown): HostileValue => ({ label: String(value), make: () => value, back: { value } });
const wrong = (value: unknown): HostileValue => ({ label: `wrong: ${String(value)}`, make: () => value });

const texts = anyText({ maxLength: 5 }).map((text) => secret + text);
const secrets = texts.map(same);
const anything = fc.oneof(
  { weight: 4, arbitrary: secrets },
  { weight: 4, arbitrary: fc.constantFrom(...plainerValues) },
  fc.constantFrom(...refusedValues),
);

export const hostileRows: fc.Arbitrary<HostileRow> = fc.record({
  attributes: fc.record(
    {
      text: mostly(secrets, wrong(5), wrong(null)),
      count: mostly(fc.integer().map(same), wrong(secret), wrong(Number.NaN), wrong(2 ** 60)),
      big: mostly(fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }).map(same), wrong(1.5), wrong(10n ** 40n + 1n)),
      when: mostly(fc.date({ noInvalidDate: true }).map(same), wrong(secret), wrong(new Date(Number.NaN))),
      tags: mostly(
        fc.uniqueArray(texts, { maxLength: 3 }).map((some) => same(new Set(some))),
        wrong([secret]),
      ),
      it: anything,
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
  entries: fc.uniqueArray(fc.tuple(hostileNames, anything), { maxLength: 2, selector: ([name]) => name }),
});

export function makeItem({ attributes, entries }: HostileRow): Row {
  const item: Row = {};
  for (const [name, value] of Object.entries(attributes)) item[name] = value.make();
  if (entries.length > 0) item["entries"] = Object.fromEntries(entries.map(([name, value]) => [name, value.make()]));
  return item;
}

/** What a read of the item gives in a model's library; `undefined` if the item has to be refused. */
export function comesBack(name: ModelName, { attributes, entries }: HostileRow): Row | undefined {
  const back: Row = {};
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value.back === undefined) return undefined;
    back[attribute] = value.back.value;
  }
  if (entries.length === 0) return back;
  const kept = entriesKept(name, Object.fromEntries(entries));
  const rest = entries.filter(([entry]) => kept.includes(entry));
  if (rest.some(([, value]) => value.back === undefined)) return undefined;
  return { ...back, entries: Object.fromEntries(rest.map(([entry, value]) => [entry, value.back?.value])) };
}

function mostly(right: fc.Arbitrary<HostileValue>, ...wrongs: HostileValue[]): fc.Arbitrary<HostileValue> {
  return fc.oneof({ weight: 9, arbitrary: right }, fc.constantFrom(...wrongs));
}
