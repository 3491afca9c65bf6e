import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";

const layers = ["errors", "key", "model", "item", "expression", "operation", "client", "repository", "sync"];
const source = join(import.meta.dirname, "../../packages/standard-dynamo/src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const read = (file: string): string => readFileSync(join(source, file), "utf8").replaceAll(/^\s*(\/\/|\/?\*).*$/gm, "");
const imports = (file: string): string[] =>
  [...read(file).matchAll(/(?:from|import) "([^"]+)"/g)].map(([, from = ""]) => from);

test.each(files.filter((file) => dirname(file) !== "."))("%s imports only its layer and those before it", (file) => {
  const [layer = ""] = file.split("/");
  const folders = imports(file).flatMap((from) =>
    from.startsWith(".") ? join(dirname(file), from).split("/")[0] : [],
  );
  expect(layers.slice(0, layers.indexOf(layer) + 1)).toEqual(expect.arrayContaining(folders));
  expect(["utils.ts", "types.ts", "index.ts"]).not.toContain(basename(file));
});

test.each(files.filter((file) => dirname(file) === "."))("%s only re-exports", (file) => {
  expect(
    read(file)
      .replaceAll(/export (type )?(\*|\{[^}]*\}) from "[^"]+";/g, "")
      .trim(),
  ).toBe("");
});

test("nothing is exported by default", () => {
  expect(files.filter((file) => /export default|as default/.test(read(file)))).toEqual([]);
});

test("only the client knows AWS; others name its types, unless they make a client themselves", () => {
  const knowing = files.filter((file) => read(file).includes("@aws-sdk") && !file.startsWith("client/"));
  const naming = knowing.filter((file) => /^import type [^;]+ from "@aws-sdk\/client-dynamodb";/m.test(read(file)));
  expect(naming).toEqual(["repository/repository-options.ts", "sync/sync-options.ts"]);
  // The first API of the original makes its client, and the synchronous repository gives back its errors.
  const others = ["repository/v1-repository.ts", "sync/revive-error.ts"];
  expect(knowing.filter((file) => !naming.includes(file))).toEqual(others);
});
