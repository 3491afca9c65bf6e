import * as fc from "fast-check";
import { isCommandValidationError, isRequestObjectStateError, type UpdateCommand } from "standard-dynamo";
import { expect, test } from "vitest";
import { type Change, changed, changes, commandOf, overlappingChanges } from "./changes.ts";
import { checkAsync } from "./check.ts";
import { Film, filmsOf, quarters } from "./film.ts";
import { filmFilters } from "./film-filter.ts";
import { matches } from "./matches.ts";
import { openTable } from "./table.ts";

const key = { contentIds: "1" };

const films = filmsOf(quarters);

interface Step {
  readonly changes: readonly Change[];
  readonly version: "any" | "right" | "wrong";
  readonly expiry: Date | null | undefined;
  readonly condition: UpdateCommand<Film>["condition"];
}

const steps: fc.Arbitrary<Step> = fc.record({
  changes,
  version: fc.constantFrom<Step["version"][]>("any", "any", "right", "wrong"),
  expiry: fc.constantFrom(undefined, undefined, null, new Date("2100-01-01T00:00:00.999Z")),
  condition: fc.option(filmFilters, { nil: undefined, freq: 2 }),
});

/** A record as far as it matters here. */
interface State {
  readonly item: Film;
  readonly currentVersion: number;
  readonly expiry: Date | undefined;
}

test("updates do what their commands say, or nothing", async () => {
  await using table = await openTable();
  const property = fc.asyncProperty(films, fc.array(steps, { minLength: 1, maxLength: 5 }), async (item, some) => {
    const repository = table.repository(Film);
    await repository.put({ ...key, item });
    let state: State = { item, currentVersion: 1, expiry: undefined };
    for (const step of some) {
      const command = fullCommand(step, state);
      const given = structuredClone(command);
      const [outcome, after] = expected(step, state);
      expect([command, await outcomeOf(() => repository.update(key, command))]).toEqual([command, outcome]);
      expect(command).toEqual(given);
      const { content } = await repository.get(key);
      expect([step, content]).toMatchObject([step, after]);
      expect(content?.item).toEqual(after.item);
      state = after;
    }
  });
  await checkAsync(property, 150);
});

test("an update of a missing record makes it, or does nothing", async () => {
  await using table = await openTable();
  const property = fc.asyncProperty(steps, fc.boolean(), async (step, requireExists) => {
    const repository = table.repository(Film);
    const before: State = { item: {}, currentVersion: 0, expiry: undefined };
    const made = Film.safeParse(changed({}, step.changes));
    const mayMake = !requireExists && step.version === "any" && made.success;
    const outcome = !mayMake ? "missing" : matches(step.condition ?? {}, {}) ? "done" : "condition";
    const command = fullCommand(step, before);
    expect(await outcomeOf(() => repository.update(key, command, { requireExists }))).toBe(outcome);
    const { content } = await repository.get(key);
    if (outcome === "done") {
      expect(content).toMatchObject({ currentVersion: 1, expiry: wholeSeconds(step.expiry ?? undefined) });
      expect(content?.item).toEqual(made.data);
    } else {
      expect(content).toBeUndefined();
    }
  });
  await checkAsync(property, 150);
});

test("changes that overlap are refused and change nothing", async () => {
  await using table = await openTable();
  const property = fc.asyncProperty(films, overlappingChanges, async (item, some) => {
    const sections = some.map(({ section, path }) => `${section} ${path.join("/")}`);
    fc.pre(new Set(sections).size === sections.length && !hasMixedNulls(some));
    const repository = table.repository(Film);
    await repository.put({ ...key, item });
    expect(await outcomeOf(() => repository.update(key, commandOf(some)))).toBe("refused");
    expect((await repository.get(key)).content).toMatchObject({ item, currentVersion: 1 });
  });
  await checkAsync(property, 60);
});

// The stored list keeps what it had, as the original's does, so what was there twice is not found as equal.
test("a Set that was appended to what it has is read as the Set, and found by its elements", async () => {
  await using table = await openTable();
  const repository = table.repository(Film);
  await repository.put({ ...key, item: { labels: new Set(["a"]) } });
  await repository.update(key, { append: { labels: ["a", "b", "b"] } });
  const found = await repository.list({ filters: { labels: { contains: "b" } } }).items();
  expect(found).toEqual([{ labels: new Set(["a", "b"]) }]);
});

function fullCommand({ changes: some, version, expiry, condition }: Step, { currentVersion }: State) {
  const versions = { any: undefined, right: currentVersion, wrong: currentVersion + 1 };
  return { ...commandOf(some), currentVersion: versions[version], expiry, condition } satisfies UpdateCommand<Film>;
}

function expected({ changes: some, version, expiry, condition }: Step, state: State): readonly [string, State] {
  if (version === "wrong") return ["version", state];
  const made = Film.safeParse(changed(state.item, some));
  if (!made.success) return ["refused", state];
  if (!matches(condition ?? {}, state.item)) return ["condition", state];
  const newExpiry = expiry === undefined ? state.expiry : wholeSeconds(expiry ?? undefined);
  return ["done", { item: made.data, currentVersion: state.currentVersion + 1, expiry: newExpiry }];
}

async function outcomeOf(update: () => Promise<unknown>): Promise<string> {
  try {
    await update();
    return "done";
  } catch (error) {
    if (isRequestObjectStateError(error)) return error.reason;
    if (isCommandValidationError(error)) return "refused";
    throw error;
  }
}

function wholeSeconds(expiry: Date | undefined): Date | undefined {
  return expiry && new Date(Math.trunc(expiry.getTime() / 1000) * 1000);
}

// In one section, null and attributes below it cannot both be written down.
function hasMixedNulls(some: readonly Change[]): boolean {
  return some.some(({ section, path, value }) => {
    const below = some.filter((other) => other.section === section && other.path.length > path.length);
    const isWhole = value === null || value === true || section === "replace";
    return isWhole && below.some((other) => path.every((name, index) => other.path[index] === name));
  });
}
