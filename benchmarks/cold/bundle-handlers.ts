import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import type { ContestantName } from "../peers/contestants.ts";

/** Where the bundles go, and what they are made of; this runs as `dist/built/cold/main.js`. */
const folder = fileURLToPath(new URL("../../cold/", import.meta.url));
const sources = fileURLToPath(new URL("../../../peers/", import.meta.url));

/** A contestant as a program takes it from its packages, and as a minified bundle for Lambda. */
export interface Handlers {
  readonly installed: string;
  readonly bundled: string;
  readonly withSdk: Size;
  readonly withoutSdk: Size;
}

export interface Size {
  readonly minified: number;
  readonly compressed: number;
}

export async function bundleHandlers(name: ContestantName): Promise<Handlers> {
  mkdirSync(folder, { recursive: true });
  const installed = `${folder}${name}.mjs`;
  const bundled = `${folder}${name}.cjs`;
  const entryPoints = [`${sources}${name}.ts`];
  const common: BuildOptions = { entryPoints, bundle: true, platform: "node", target: "node20", logLevel: "error" };
  // CommonJS, because some of the packages are; their modules where they have them, because these can be shaken.
  const lambda: BuildOptions = { ...common, format: "cjs", minify: true, mainFields: ["module", "main"] };
  const bare = `${folder}${name}-without-sdk.cjs`;
  await build({ ...common, format: "esm", packages: "external", outfile: installed });
  await build({ ...lambda, outfile: bundled });
  await build({ ...lambda, outfile: bare, external: ["@aws-sdk/*", "@smithy/*"] });
  return { installed, bundled, withSdk: sizeOf(bundled), withoutSdk: sizeOf(bare) };
}

function sizeOf(file: string): Size {
  const contents = readFileSync(file);
  return { minified: contents.length, compressed: gzipSync(contents).length };
}
