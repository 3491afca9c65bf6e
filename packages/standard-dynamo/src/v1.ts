// --- The original's first API ---
export { type BuildOptions, DynamoRepository } from "./repository/v1-repository.ts";
