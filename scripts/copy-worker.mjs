// The compiler leaves the worker, which is plain JavaScript, where it is.
import { copyFileSync } from "node:fs";

copyFileSync("src/sync/worker.js", "dist/sync/worker.js");
