import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the workspace. */
export const workspace: string = fileURLToPath(new URL("../../", import.meta.url));

/** The pages whose TypeScript is run and compiled. */
export const pages: readonly string[] = [
  "README.md",
  "packages/standard-dynamo/README.md",
  "packages/local/README.md",
  "docs/models.md",
  "docs/client.md",
  "docs/commands.md",
  "docs/cost-and-batches.md",
  "docs/errors.md",
  "docs/reliability.md",
  "docs/sync.md",
  "docs/v1.md",
  "docs/write-once.md",
];

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  /** The line of the opening fence, counted from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

export function readPage(path: string): string {
  return readFileSync(`${workspace}${path}`, "utf8");
}

export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { readonly language: string; readonly line: number; readonly lines: string[] } | undefined;
  markdown.split("\n").forEach((text, index) => {
    const fence = /^```(\w*)/.exec(text);
    if (open !== undefined && fence !== null) {
      blocks.push(open);
      open = undefined;
    } else if (fence !== null) {
      open = { language: fence[1] ?? "", line: index + 1, lines: [] };
    } else {
      open?.lines.push(text);
    }
  });
  if (open !== undefined) throw new Error(`The block that opens at line ${open.line} is never closed`);
  return blocks;
}

/** The blocks that are run. */
export function programBlocks(markdown: string): readonly Block[] {
  return blocksOf(markdown).filter(({ language }) => language === "ts");
}

/**
 * What a block prints, as its comments say: `// → text` is one line of output, and `//   text` right below it one more.
 */
export function statedOutput({ lines }: Block): readonly string[] {
  const output: string[] = [];
  let continues = false;
  for (const line of lines) {
    const first = /\/\/ → (.*)$/.exec(line);
    const more: RegExpExecArray | null = continues ? /^\s*\/\/ {3}(.*)$/.exec(line) : null;
    if (first !== null) output.push(first[1] ?? "");
    else if (more !== null) output.push(more[1] ?? "");
    continues = first !== null || more !== null;
  }
  return output;
}
