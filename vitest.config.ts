import { defineConfig } from "vitest/config";

const all = ["test/**/*.test.ts", "packages/*/test/**/*.test.ts"];
// These replace a module.
const isolated = ["test/contract/sync.test.ts"];

export default defineConfig({
  resolve: { conditions: ["@standard-dynamo/source"] },
  ssr: { resolve: { conditions: ["@standard-dynamo/source"] } },
  test: {
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    testTimeout: 30_000,
    // The default leaves one of two cores to the engines, which need little.
    maxWorkers: 2,
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
