import type { CarrierAddress } from "../carriers/open-carrier.ts";
import type { ContestantName } from "../peers/contestants.ts";
import type { JobName } from "./jobs.ts";
import type { Profile } from "./profile.ts";

/** What the process of a contestant is started with, as JSON. */
export interface WorkerStart extends CarrierAddress {
  readonly contestant: ContestantName;
}

/** What the parent asks for: numbers are microseconds, or bytes. */
export interface WorkerQuestions {
  /** Makes the job ready, does it once and checks what came of it. */
  prepare(given: { readonly job: JobName }): Promise<void>;
  warmUp(given: {
    readonly milliseconds: number;
    readonly concurrency: number;
  }): Promise<{ cpu: number; wall: number }>;
  time(given: { readonly times: number; readonly concurrency: number }): Promise<{ cpu: number; wall: number }>;
  bytes(given: { readonly times: number }): Promise<number>;
  profile(given: { readonly milliseconds: number }): Promise<Profile>;
}

export interface WorkerAnswer {
  readonly value?: unknown;
  readonly error?: string;
}
