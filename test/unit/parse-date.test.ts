import { afterEach, expect, test } from "vitest";
import { dateFromEpoch, parseDate } from "../../packages/standard-dynamo/src/model/parse-date.ts";

const zone = process.env["TZ"];

afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

const dates: [text: string, iso: string][] = [
  ["2020-02-29", "2020-02-29T00:00:00.000Z"],
  ["2020-01-02T03:04", "2020-01-02T03:04:00.000Z"],
  ["2020-01-02 03:04:05", "2020-01-02T03:04:05.000Z"],
  ["2020-01-02T03:04:05Z", "2020-01-02T03:04:05.000Z"],
  ["2020-01-02T03:04:05.1Z", "2020-01-02T03:04:05.100Z"],
  ["2020-01-02T03:04:05,678Z", "2020-01-02T03:04:05.678Z"],
  ["2020-01-02T03:04:05.999999", "2020-01-02T03:04:05.999Z"],
  ["2020-01-02T03:04:05.123456+00:00", "2020-01-02T03:04:05.123Z"],
  ["2020-01-02T03:04:05+02:00", "2020-01-02T01:04:05.000Z"],
  ["2020-01-01T00:30:00-0530", "2020-01-01T06:00:00.000Z"],
  ["2020-01-01T00:30:00+05", "2019-12-31T19:30:00.000Z"],
  ["2020-01-01T00:00:00+00:00:30", "2019-12-31T23:59:30.000Z"],
  ["0000-01-01T00:00:00.000Z", "0000-01-01T00:00:00.000Z"],
  ["0099-12-31", "0099-12-31T00:00:00.000Z"],
  ["-000001-12-31T23:59:59.999Z", "-000001-12-31T23:59:59.999Z"],
  ["+275760-09-13T00:00:00.000Z", "+275760-09-13T00:00:00.000Z"],
  ["1969-12-31T23:59:59.999999", "1969-12-31T23:59:59.999Z"],
];

test.each(dates)("%s", (text, iso) => {
  expect(parseDate(text)?.toISOString()).toBe(iso);
});

test.each(["America/New_York", "Asia/Kathmandu", "UTC"])("no zone is UTC, also in %s", (machine) => {
  process.env["TZ"] = machine;
  for (const [text, iso] of dates) expect([text, parseDate(text)?.toISOString()]).toEqual([text, iso]);
  // In the night of a change to summer time this hour does not exist there.
  expect(parseDate("2021-03-14T02:30:00")?.toISOString()).toBe("2021-03-14T02:30:00.000Z");
});

test.each([
  "",
  "2020",
  "2020-01",
  "20200102",
  "2021-02-29",
  "2020-13-01",
  "2020-00-01",
  "2020-01-00",
  "2020-01-32",
  "2020-01-01T",
  "2020-01-01T24:00:00",
  "2020-01-01T00:60",
  "2020-01-01T00:00:60",
  "2020-01-01T00",
  "2020-01-01t00:00:00z",
  "2020-01-01Z",
  "2020-01-01T00:00:00+99:99",
  "2020-01-01T00:00:00Zx",
  " 2020-01-01",
  "+275760-09-13T00:00:00.001Z",
  "Wed, 01 Jan 2020 00:00:00 GMT",
  "1577836800",
])("%j is no date", (text) => {
  expect(parseDate(text)).toBeUndefined();
});

test.each([
  [0, "1970-01-01T00:00:00.000Z"],
  [1_577_836_800, "2020-01-01T00:00:00.000Z"],
  [1_577_836_800.5, "2020-01-01T00:00:00.500Z"],
  [-1, "1969-12-31T23:59:59.000Z"],
  [1_577_836_800_000, "2020-01-01T00:00:00.000Z"],
])("%d seconds or milliseconds are %s", (value, iso) => {
  expect(dateFromEpoch(value)?.toISOString()).toBe(iso);
});

test.each([Number.NaN, Infinity, 9e15])("%d is no time", (value) => {
  expect(dateFromEpoch(value)).toBeUndefined();
});
