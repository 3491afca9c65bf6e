import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const all = ["test/**/*.test.ts", "packages/*/test/**/*.test.ts"];
// These replace a module, or look at what engines leave in a process.
const isolated = ["test/contract/sync.test.ts", "packages/local/test/host-signals.test.ts"];
const longest = [
  "examples/movies",
  "docs/pages",
  "histories/histories",
  "contract/json-schema",
  "contract/zod",
  "compat/puts",
  "property/hostile-input",
  "faults-passing",
];

/** A fresh clone has no times of an earlier run to go by: none of the longest may begin when all others are done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId, project }: TestSpecification): number => {
      if (project.name === "isolated") return -1;
      const index = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return index === -1 ? longest.length : index;
    };
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  resolve: { conditions: ["@standard-dynamo/source"] },
  ssr: { resolve: { conditions: ["@standard-dynamo/source"] } },
  test: {
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    testTimeout: 30_000,
    // The default leaves one of two cores to the engines, which need little.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Files of one worker share their process: what one of them replaces must not reach the next.
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        // A process of its own per file would spend more time on importing the SDK and the schema libraries than on tests.
        test: { name: "shared", include: all, exclude: isolated, isolate: false },
      },
      { extends: true, test: { name: "isolated", include: isolated } },
    ],
  },
});
