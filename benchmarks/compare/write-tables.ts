import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";

const { version } = createRequire(import.meta.url)("@aws-sdk/client-dynamodb/package.json") as { version: string };
const page = new URL("../../../../docs/performance.md", import.meta.url);

/** Puts tables between their markers in the docs, with how they were made and the circumstances of the measurement. */
export function writeTables(section: string, tables: string, how: string): void {
  const text = readFileSync(page, "utf8");
  const begin = `<!-- ${section} -->\n`;
  const end = `<!-- end of ${section} -->`;
  const [before, rest] = split(text, begin);
  const [, after] = split(rest, end);
  writeFileSync(page, `${before}${begin}${how} ${circumstances()}\n\n${tables}\n${end}${after}`);
}

function circumstances(): string {
  const processors = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return (
    `${date}, Node ${process.versions.node}, AWS SDK ${version}, ` +
    `${processors.length} × ${processors[0]?.model.trim()}, ${process.platform}.`
  );
}

function split(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  if (index < 0) throw new Error(`docs/performance.md has no ${at.trim()}`);
  return [text.slice(0, index), text.slice(index + at.length)];
}
