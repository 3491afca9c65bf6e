import type { JobName } from "./jobs.ts";
import type { Sample } from "./measure.ts";

/** What the parent asks a contestant's process for. */
export type WorkerRequest =
  | { readonly kind: "prepare"; readonly job: JobName }
  | { readonly kind: "warm-up"; readonly milliseconds: number }
  | { readonly kind: "cpu"; readonly times: number; readonly concurrency: number }
  | { readonly kind: "bytes" };

export interface WorkerAnswer {
  readonly sample?: Sample | undefined;
  readonly error?: string;
}
