import { expect, test } from "vitest";
import { pairText, ReadWindows, WriteWindows } from "../../packages/standard-dynamo/src/operation/window.ts";

const pair = (sort: string, partition = "p") => ({ partition, sort });

test("of two writes to one key in a window the last wins", () => {
  const windows = new WriteWindows<{ pair: ReturnType<typeof pair>; n: number }>(3);
  expect(windows.add({ pair: pair("a"), n: 1 })).toBeUndefined();
  expect(windows.add({ pair: pair("b"), n: 2 })).toBeUndefined();
  expect(windows.add({ pair: pair("a"), n: 3 })).toBeUndefined();
  expect(windows.add({ pair: pair("c"), n: 4 })?.map(({ n }) => n)).toEqual([3, 2, 4]);
  expect(windows.take()).toBeUndefined();
  windows.add({ pair: pair("a"), n: 5 });
  expect(windows.take()?.map(({ n }) => n)).toEqual([5]);
});

test("a key is read once, also in another window", () => {
  const windows = new ReadWindows(2);
  expect(windows.add(pair("a"))).toBeUndefined();
  expect(windows.add(pair("a"))).toBeUndefined();
  expect(windows.add(pair("b"))).toEqual([pair("a"), pair("b")]);
  expect(windows.add(pair("a"))).toBeUndefined();
  expect(windows.take()).toBeUndefined();
  windows.add(pair("a", "q"));
  expect(windows.take()).toEqual([pair("a", "q")]);
});

test("two keys never have the same text", () => {
  const left = pair("record#y\u0000record#z", "films#x");
  const right = pair("record#z", "films#x\u0000record#y");
  expect(pairText(left)).not.toBe(pairText(right));
});
