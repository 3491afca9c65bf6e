import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { pages, readPage, workspace } from "./page.ts";

const texts = [...pages, "docs/performance.md", "ARCHITECTURE.md", "AGENTS.md", "CHANGELOG.md"];

describe.each(texts)("%s", (path) => {
  const text = readPage(path);

  test("its links lead somewhere", () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !link.startsWith("https:") && !leadsSomewhere(path, link))).toEqual([]);
  });

  test("the files and folders it names are there", () => {
    const named = [...text.matchAll(/`([\w./-]+(?:\.(?:ts|mjs|json|md)|\/))`/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !roots.some((root) => existsSync(join(workspace, root, name))))).toEqual([]);
  });

  test("the scripts it names are there", () => {
    const scripts = [...text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:-]+)/g)].map(([, script = ""]) => script);
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
  });
});

/** What paths in these texts start from. */
const sources = "packages/standard-dynamo/src";
const layers = readdirSync(join(workspace, sources)).map((name) => join(sources, name));
const roots = [".", sources, ...layers];

function leadsSomewhere(from: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? from : join(dirname(from), file);
  if (!existsSync(join(workspace, target))) return false;
  return anchor === undefined || anchorsOf(readPage(target)).includes(anchor);
}

/** The anchors of headings, as GitHub makes them. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}
