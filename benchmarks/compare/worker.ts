// The process of one contestant: does what the parent asks for, and tells what it cost.
import { openStub } from "../carriers/stub.ts";
import { type ContestantName, loadContestant } from "../peers/contestants.ts";
import { jobs } from "./jobs.ts";
import { allocatedBytes, cpuMicroseconds, type Sample, warmUp } from "./measure.ts";
import type { WorkerAnswer, WorkerRequest } from "./worker-protocol.ts";

const name = process.argv[2] as ContestantName;
const contestant = await loadContestant(name);
const carrier = openStub();
const calls = contestant.open(carrier.connection);
let work: () => Promise<unknown> = async () => undefined;

async function serve(request: WorkerRequest): Promise<Sample | undefined> {
  switch (request.kind) {
    case "prepare": {
      const job = jobs[request.job];
      work = job.prepare(calls);
      carrier.record();
      const result = await work();
      job.check(calls, result, carrier.recorded(), contestant.bookkeeping);
      return undefined;
    }
    case "warm-up":
      return warmUp(work, request.milliseconds);
    case "cpu":
      return cpuMicroseconds(work, request.times, request.concurrency);
    case "bytes":
      return allocatedBytes(work);
  }
}

process.on("message", (request: WorkerRequest) => {
  serve(request).then(
    (sample) => answer({ sample }),
    (error: unknown) => answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

function answer(message: WorkerAnswer): void {
  process.send?.(message);
}

answer({});
