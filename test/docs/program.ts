import { type Block, programBlocks } from "./page.ts";

/** What a program writes before the output of each block, with the block's line behind it. */
export const blockMark = "\u0001block ";

/**
 * The TypeScript of a page as one module, every line at the number that it has in the page. The first block is what the
 * others build on; each of these has a scope of its own. Imports go to the first line.
 */
export function programOf(markdown: string): string {
  const lines = Array.from({ length: markdown.split("\n").length + 1 }, () => "");
  const imports = new Imports();
  programBlocks(markdown).forEach((block, index) => {
    const isFirst = index === 0;
    const end = block.line + block.lines.length;
    lines[block.line - 1] =
      `process.stdout.write(${JSON.stringify(`${blockMark}${block.line}\n`)});${isFirst ? "" : " {"}`;
    withoutImports(block, imports).forEach((line, offset) => {
      lines[block.line + offset] = line;
    });
    if (!isFirst) lines[end] = "}";
  });
  return `${imports.text()}${lines.join("\n")}`;
}

function withoutImports({ lines }: Block, imports: Imports): readonly string[] {
  return lines.map((line) => {
    if (!line.startsWith("import ")) return line;
    imports.add(line);
    return "";
  });
}

/** Imports of all blocks: a name that several import from one module is imported once. */
class Imports {
  readonly #named = new Map<string, Set<string>>();
  readonly #others = new Set<string>();

  add(line: string): void {
    const named = /^import \{ (.*) \} from "(.*)";/.exec(line);
    if (named === null) {
      this.#others.add(line);
      return;
    }
    const [, names = "", module = ""] = named;
    const known = this.#named.get(module) ?? new Set();
    this.#named.set(module, known);
    for (const name of names.split(", ")) known.add(name);
  }

  text(): string {
    const named = [...this.#named].map(([module, names]) => `import { ${[...names].join(", ")} } from "${module}";`);
    return [...named, ...this.#others].join(" ");
  }
}
