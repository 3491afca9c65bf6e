// The process of one contestant: does what the parent asks for, and tells what it cost.
import { openCarrier } from "../carriers/open-carrier.ts";
import { makeOrders } from "../orders/order.ts";
import { loadContestant } from "../peers/contestants.ts";
import { type Job, jobs } from "./jobs.ts";
import { bytesOf, timeOf, type Work, warmUp } from "./measure.ts";
import { profileOf } from "./profile.ts";
import type { WorkerAnswer, WorkerQuestions, WorkerStart } from "./worker-protocol.ts";

const start = JSON.parse(process.argv[2] ?? "") as WorkerStart;
const contestant = await loadContestant(start.contestant);
const carrier = openCarrier(start, contestant);
const bookkeeping = [...contestant.bookkeeping, ...Object.keys(contestant.marker ?? {})];
const calls = contestant.open(carrier.connection);
/** Customers whose 10,000 orders are there already. */
const filled = new Set<string>();
let work: Work = async () => undefined;

const questions: WorkerQuestions = {
  async prepare({ job: name }) {
    const job: Job = jobs[name];
    if (carrier.keeps) await fill(job);
    work = job.prepare(calls);
    await carrier.watch();
    const result = await work();
    job.check({ calls, result, written: await carrier.written(job.customer), bookkeeping, keeps: carrier.keeps });
    if (name === "put-10000") filled.add(job.customer);
  },
  warmUp: ({ milliseconds, concurrency }) => warmUp(work, milliseconds, concurrency),
  time: ({ times, concurrency }) => timeOf(work, times, concurrency),
  bytes: ({ times }) => bytesOf(work, times),
  profile: ({ milliseconds }) => profileOf(work, milliseconds),
};

/** Writes what the job expects to be there, by the contestant's own means. */
async function fill({ customer, stored }: Job): Promise<void> {
  if (stored === 0 || filled.has(customer)) return;
  await calls.batchWrite(makeOrders(customer, stored).map((order) => calls.input(order)));
  if (stored === 10_000) filled.add(customer);
}

process.on("message", ([question, given]: [keyof WorkerQuestions, never]) => {
  questions[question](given).then(
    (value) => answer({ value }),
    (error: unknown) => answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

process.on("disconnect", () => process.exit());

function answer(message: WorkerAnswer): void {
  process.send?.(message);
}

answer({});
