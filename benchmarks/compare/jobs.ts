import { customers, ordersOfMegabyte } from "../carriers/canned-table.ts";
import type { RecordedRequest } from "../carriers/carrier.ts";
import { makeOrder, makeOrders, type Order, orderChange, orderId } from "../orders/order.ts";
import type { Calls } from "../peers/contestant.ts";
import { checkRead, checkUpdated, checkWritten } from "./check.ts";

/** A piece of work that everybody does, and by what it is known that they did. */
export interface Job {
  readonly title: string;
  /** Makes what is needed before the clock runs; gives the work. */
  prepare(calls: AnyCalls): () => Promise<unknown>;
  check(calls: AnyCalls, result: unknown, requests: readonly RecordedRequest[], bookkeeping: readonly string[]): void;
}

type AnyCalls = Calls<unknown, unknown>;

export const jobs = {
  get: {
    title: "get",
    prepare: (calls) => () => calls.get(firstKey),
    check: (calls, result) => checkRead(calls, [result], [first]),
  },
  put: {
    title: "put",
    prepare(calls) {
      const inputs = makeOrders(customers.page, 16).map((order) => calls.input(order));
      let next = 0;
      return () => calls.put(inputs[next++ % inputs.length]);
    },
    check: (_calls, _result, requests, bookkeeping) => checkWritten(requests, [first], bookkeeping),
  },
  update: {
    title: "update",
    prepare: (calls) => () => calls.update(firstKey, orderChange),
    check: (_calls, _result, requests) => checkUpdated(requests),
  },
  "query-100": reading("query 100", customers.page, 100),
  "query-1mb": reading("query 1 MB", customers.megabyte, ordersOfMegabyte()),
  "batch-get-100": {
    title: "batch get 100",
    prepare(calls) {
      const keys = Array.from({ length: 100 }, (_, index) => ({ customer: customers.page, id: orderId(index) }));
      return () => calls.batchGet(keys);
    },
    check: (calls, result) => checkRead(calls, result as unknown[], makeOrders(customers.page, 100), "any order"),
  },
  "batch-write-25": writing("batch write 25", customers.page, 25),
  "put-10000": writing("put 10,000", customers.all, 10_000),
  "list-10000": reading("list 10,000", customers.all, 10_000),
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof jobs;

export const jobNames = Object.keys(jobs) as JobName[];

const first: Order = makeOrder(customers.page, 0);
const firstKey = { customer: first.customer, id: first.id };

function reading(title: string, customer: string, count: number): Job {
  return {
    title,
    prepare: (calls) => () => calls.query(customer),
    check: (calls, result) => checkRead(calls, result as unknown[], makeOrders(customer, count)),
  };
}

function writing(title: string, customer: string, count: number): Job {
  return {
    title,
    prepare(calls) {
      const inputs = makeOrders(customer, count).map((order) => calls.input(order));
      return () => calls.batchWrite(inputs);
    },
    check: (_calls, _result, requests, bookkeeping) =>
      checkWritten(requests, makeOrders(customer, count), bookkeeping, "any order"),
  };
}
