import { isStandardDynamoError, type UpdateCommand } from "standard-dynamo";
import { describe, expect, test } from "vitest";
import { updateDifferences } from "./accepted-differences.ts";
import { type UpdateSeries, type UpdateStep, updates } from "./golden.ts";
import { libraries } from "./models.ts";
import { canonical, withoutNulls } from "./same-item.ts";
import { GoldenTable } from "./table.ts";
import { datetime, untag } from "./tagged.ts";

const table = new GoldenTable();
const sets = new Set(["set_field"]);

describe.each(libraries)("updates of the original, %s", (_library, models) => {
  test.each(updates.series.map((series) => [series.name, series] as const))("%s", async (_name, series) => {
    const { partition, sort } = keyOf(series);
    await table.deleteRaw(partition, sort);
    if (series.initial_stored) await table.putRaw(series.initial_stored);
    for (const step of series.steps) {
      const difference = updateDifferences[`${series.name}/${step.label}`] ?? updateDifferences[series.name];
      const before = await table.getRaw(partition, sort);
      const key = { partitionIds: series.partition_id, contentIds: series.content_id };
      const repository = table.repository(models, series.model, step.now);
      const command = commandOf(step);
      const frozen = structuredClone(command);
      const outcome = await repository.update(key, command, { requireExists: step.require_exists }).then(
        () => "updates",
        (error: unknown) => error,
      );
      // A command is never changed by being used.
      expect(command).toEqual(frozen);

      const after = await table.getRaw(partition, sort);
      const refuses = step.error !== undefined || step.build_error !== undefined;
      if (difference?.ours === "refuses" || (refuses && difference === undefined)) {
        expect(isStandardDynamoError(outcome), `${step.label}: ${String(outcome)}`).toBe(true);
        expect(after).toEqual(before);
        // The next step builds on what the original stored.
        if (step.stored && difference !== undefined) await table.putRaw(step.stored);
        continue;
      }
      expect(outcome, step.label).toBe("updates");
      const content = (await repository.get(key, { consistentReads: true })).content;
      expect(content).toBeDefined();
      if (difference !== undefined) {
        if (difference.stored) expect(canonical(after ?? {}, sets)).toMatchObject(canonical(difference.stored, sets));
        continue;
      }
      expect(canonical(after ?? {}, sets), step.label).toEqual(canonical(step.stored ?? {}, sets));
      if (step.get) expect(withoutNulls(content?.item)).toEqual(withoutNulls(untag(step.get.item)));
      if (step.get) expect(content?.currentVersion).toBe(step.get.current_version);
    }
  });
});

function commandOf({ command }: UpdateStep): UpdateCommand<Record<string, unknown>> {
  const { set_commands, increment_attrs, append_attrs, current_version, expiry } = command as Record<
    string,
    Record<string, unknown> | undefined
  >;
  const time = (expiry as { $datetime?: string } | undefined)?.$datetime ?? (expiry as string | undefined);
  // The original replaces a map by a model's instance and merges a dict into it; here the name of the section says which.
  const sections = splitInstances(set_commands ?? {});
  return {
    ...sections,
    ...(increment_attrs !== undefined && { increment: untag(increment_attrs) as Record<string, number> }),
    ...(append_attrs !== undefined && { append: untag(append_attrs) as Record<string, string[]> }),
    ...(current_version !== undefined && { currentVersion: Number(current_version) }),
    ...(time !== undefined && { expiry: datetime(time) }),
  };
}

function splitInstances(commands: Record<string, unknown>): {
  set?: Record<string, unknown>;
  replace?: Record<string, unknown>;
} {
  const isInstance = (value: unknown) => typeof value === "object" && value !== null && "$model" in value;
  const part = (wanted: boolean) =>
    Object.fromEntries(
      Object.entries(commands)
        .filter(([, value]) => isInstance(value) === wanted)
        .map(([name, value]) => [name, untag(value)]),
    );
  const [set, replace] = [part(false), part(true)];
  return { ...(Object.keys(set).length > 0 && { set }), ...(Object.keys(replace).length > 0 && { replace }) };
}

function keyOf({ partition_id, content_id }: UpdateSeries): { partition: string; sort: string } {
  return { partition: `test#integration#${partition_id.join("#")}`, sort: `example#${content_id.join("#")}` };
}
