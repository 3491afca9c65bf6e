import { customers, ordersOfMegabyte } from "../carriers/canned-table.ts";
import type { CarrierName } from "../carriers/carrier.ts";
import { makeOrder, makeOrders, type Order, orderChange, orderId } from "../orders/order.ts";
import type { StoredItem } from "../orders/stored-order.ts";
import type { Calls } from "../peers/contestant.ts";
import { checkRead, checkUpdated, checkWritten } from "./check.ts";

/** A piece of work that everybody does, and by what it is known that they did. */
export interface Job {
  readonly title: string;
  readonly carriers: readonly CarrierName[];
  /** Whose orders it writes or reads. */
  readonly customer: string;
  /** How many orders have to be there before, where a carrier keeps them. */
  readonly stored: number;
  /** Makes what is needed before the clock runs; gives the work. */
  prepare(calls: AnyCalls): () => Promise<unknown>;
  check(done: Done): void;
}

/** What is known after the first run. */
interface Done {
  readonly calls: AnyCalls;
  readonly result: unknown;
  readonly written: readonly StoredItem[];
  readonly bookkeeping: readonly string[];
  /** Does the carrier keep what is written? */
  readonly keeps: boolean;
}

type AnyCalls = Calls<unknown, unknown>;

const everywhere: readonly CarrierName[] = ["stub", "socket", "engine"];
const inProcess: readonly CarrierName[] = ["stub"];
const whole: readonly CarrierName[] = ["stub", "engine"];

const first: Order = makeOrder(customers.page, 0);
const firstKey = { customer: first.customer, id: first.id };

export const jobs = {
  get: {
    title: "get",
    carriers: everywhere,
    customer: customers.page,
    stored: 100,
    prepare: (calls) => () => calls.get(firstKey),
    check: ({ calls, result }) => checkRead(calls, [result], [first]),
  },
  put: {
    title: "put",
    carriers: everywhere,
    customer: "single",
    stored: 0,
    prepare(calls) {
      const inputs = makeOrders("single", 16).map((order) => calls.input(order));
      let next = 0;
      return () => calls.put(inputs[next++ % inputs.length]);
    },
    check: ({ written, bookkeeping }) => checkWritten(written, [makeOrder("single", 0)], bookkeeping),
  },
  update: {
    title: "update",
    carriers: whole,
    customer: customers.page,
    stored: 100,
    prepare: (calls) => () => calls.update(firstKey, orderChange),
    // Which requests do the same only an engine can tell: `main.ts` asks it first.
    check({ written, bookkeeping, keeps }) {
      if (keeps) checkUpdated(written, first, bookkeeping);
    },
  },
  "query-100": reading("query 100", everywhere, { customer: customers.page, count: 100 }),
  "query-1mb": reading("query 1 MB", inProcess, { customer: customers.megabyte, count: ordersOfMegabyte() }),
  "batch-get-100": {
    title: "batch get 100",
    carriers: inProcess,
    customer: customers.page,
    stored: 100,
    prepare(calls) {
      const keys = Array.from({ length: 100 }, (_, index) => ({ customer: customers.page, id: orderId(index) }));
      return () => calls.batchGet(keys);
    },
    check: ({ calls, result }) => checkRead(calls, result as unknown[], makeOrders(customers.page, 100), "any order"),
  },
  "batch-write-25": writing("batch write 25", inProcess, { customer: "few", count: 25 }),
  "put-10000": writing("put 10,000", whole, { customer: customers.all, count: 10_000 }),
  "list-10000": reading("list 10,000", whole, { customer: customers.all, count: 10_000 }),
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof jobs;

export const jobNames = Object.keys(jobs) as JobName[];

interface Orders {
  readonly customer: string;
  readonly count: number;
}

function reading(title: string, carriers: readonly CarrierName[], { customer, count }: Orders): Job {
  return {
    title,
    carriers,
    customer,
    stored: count,
    prepare: (calls) => () => calls.query(customer),
    check: ({ calls, result }) => checkRead(calls, result as unknown[], makeOrders(customer, count)),
  };
}

function writing(title: string, carriers: readonly CarrierName[], { customer, count }: Orders): Job {
  return {
    title,
    carriers,
    customer,
    stored: 0,
    prepare(calls) {
      const inputs = makeOrders(customer, count).map((order) => calls.input(order));
      return () => calls.batchWrite(inputs);
    },
    check: ({ written, bookkeeping }) => checkWritten(written, makeOrders(customer, count), bookkeeping),
  };
}
