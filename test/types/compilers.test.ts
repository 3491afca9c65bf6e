// The claims of the other files of this folder are checked by the project's own compiler; here by the others.
import { expect, test } from "vitest";
import { compile } from "./compiler.ts";

const timeout = 60_000;
const claims = { "update.test.ts": null, "filter.test.ts": null, "roots.test.ts": null };

test("the claims hold in TypeScript 5.4", { timeout }, async () => {
  expect(await compile({ compiler: "5.4", name: "claims-5.4", files: claims })).toBe("");
});

test("the claims hold in TypeScript 5.9, without exactOptionalPropertyTypes", { timeout }, async () => {
  const compilerOptions = { exactOptionalPropertyTypes: false };
  expect(await compile({ compiler: "5.9", name: "claims-5.9", files: claims, compilerOptions })).toBe("");
});

test("the claims hold in TypeScript 7 without exactOptionalPropertyTypes", { timeout }, async () => {
  const compilerOptions = { exactOptionalPropertyTypes: false };
  expect(await compile({ compiler: "7", name: "claims-7", files: claims, compilerOptions })).toBe("");
});
