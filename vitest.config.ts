import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@standard-dynamo/source"] },
  ssr: { resolve: { conditions: ["@standard-dynamo/source"] } },
  test: {
    include: ["test/**/*.test.ts", "packages/*/test/**/*.test.ts"],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    testTimeout: 30_000,
    // The default leaves one of two cores to the engines, which need little.
    maxWorkers: 2,
  },
});
