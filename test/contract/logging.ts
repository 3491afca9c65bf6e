import { inspect } from "node:util";
import { describe, expect } from "vitest";
import type { LogContext, Logger } from "../../packages/standard-dynamo/src/index.ts";
import { rejection } from "../support/caught.ts";
import { type Film, film } from "../support/film.ts";
import { contentsOf, type StageTest } from "../support/stage.ts";

interface Line {
  readonly level: string;
  readonly message: string;
  readonly context: LogContext | undefined;
}

function listening(): { readonly logger: Logger; readonly lines: Line[] } {
  const lines: Line[] = [];
  const at = (level: string) => (message: string, context?: LogContext) => void lines.push({ level, message, context });
  return { logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") }, lines };
}

const key = { partitionIds: ["1"], contentIds: ["a"] };
const secret = "only the record knows this";

export function describeLogging(test: StageTest): void {
  describe("the logger", () => {
    test("hears of every operation, with its place and cost", async ({ stage }) => {
      const { logger, lines } = listening();
      const films = stage.open({ logger });
      await films.put({ ...key, item: film() });
      await films.get(key);
      await films.update(key, { increment: { views: 1 } });
      await films.list({ partitionIds: ["1"], contentPrefix: ["a"] }).toArray();
      await films.listBetween({ partitionIds: ["1"], contentStart: ["a"] }).toArray();
      await films.getBatch([key]).toArray();
      await films.delete(key);
      await films.putBatch(contentsOf(30));
      await films.deletePrefix({ contentPrefix: ["00"] });
      const { tableName, partitionPrefix, partitionName, contentType } = stage.place;
      const place = { tableName, partitionPrefix, partitionName, contentType };
      for (const { level, context } of lines) {
        expect(level).toBe("debug");
        expect(context).toMatchObject({ ...place, retries: 0, requests: expect.any(Number) as number });
      }
      expect(lines.map(({ message }) => message.split(" ")[0])).toEqual(
        "put get update list listBetween getBatch delete putBatch deletePrefix".split(" "),
      );
      expect(lines[1]?.context).toMatchObject({ ...key, requests: 1 });
      expect(lines[3]?.context).toMatchObject({ partitionIds: ["1"], contentPrefix: ["a"], records: 1 });
      expect(lines[7]?.context).toMatchObject({ requests: 2 });
    });

    test("hears of failures by their kind, and never of a value of an item", async ({ stage }) => {
      const { logger, lines } = listening();
      const films = stage.open({ logger });
      const item = film({ name: secret, nickname: secret, note: secret });
      await films.put({ ...key, item });
      await films.update(key, { set: { name: secret }, append: { quotes: [secret] }, condition: { note: secret } });
      await films.putBatch([{ contentIds: ["b"], item }]);
      await films.list({ partitionIds: ["1"], filters: { name: secret } }).toArray();
      const failures = [
        films.put({ ...key, item }, { requireAbsent: true }),
        films.put({ ...key, item: { ...item, kind: secret } as unknown as Film }),
        films.update(key, { set: { name: secret }, currentVersion: 9 }),
        films.update(key, { set: { name: secret }, condition: { name: { ne: secret } } }),
        films.update(key, { set: { kind: secret } } as object),
        films.putBatch([{ contentIds: ["b"], item: { ...item, kind: secret } as unknown as Film }]),
        films.delete(key, { condition: { note: "other" } }),
      ];
      await Promise.all(failures.map(rejection));
      const errors = lines.filter(({ level }) => level === "error");
      expect(errors.map(({ context }) => String(context?.["code"])).toSorted()).toEqual([
        "COMMAND_VALIDATION",
        "ITEM_VALIDATION",
        "ITEM_VALIDATION",
        ...Array.from({ length: 4 }, () => "REQUEST_OBJECT_STATE"),
      ]);
      expect(inspect(lines, { depth: 20 })).not.toContain(secret);
    });

    test("hears of a read that fails", async ({ stage }) => {
      const { logger, lines } = listening();
      const films = stage.open({ logger });
      await films.put({ ...key, item: film() });
      await stage.rewrite(key.partitionIds, key.contentIds, { name: { BOOL: true } });
      lines.length = 0;
      await rejection(films.get(key));
      await rejection(films.list({ partitionIds: ["1"] }).toArray());
      await rejection(films.getBatch([key]).toArray());
      const failed = lines.filter(({ level }) => level === "error").map(({ message }) => message);
      expect(failed).toEqual(["get failed", "list failed", "getBatch failed"]);
    });
  });
}
