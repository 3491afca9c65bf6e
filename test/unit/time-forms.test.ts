import { expect, test } from "vitest";
import { timeForms } from "../../packages/standard-dynamo/src/expression/time-forms.ts";

test.each(["2020-01-02T03:04:05.000Z", "2020-01-02T03:04:05.678Z", "0000-01-01T00:00:00.001Z"])(
  "the forms of %s are the same instant, between the first and the last",
  (stored) => {
    const forms = timeForms(stored);
    expect(forms?.equal).toContain(stored);
    for (const form of forms?.equal ?? []) {
      expect(Date.parse(/Z|\+/.test(form) ? form : `${form}Z`)).toBe(Date.parse(stored));
      const isBetween = form >= (forms?.least ?? "") && form <= (forms?.greatest ?? "");
      expect([form, isBetween || form === forms?.stray]).toEqual([form, true]);
    }
  },
);

test.each([
  ["2020-01-02T03:04:05.000Z", "2020-01-02T03:04:05.001Z"],
  ["2020-01-02T03:04:05.999Z", "2020-01-02T03:04:06.000Z"],
  ["2020-01-02T03:04:05.009Z", "2020-01-02T03:04:05.010Z"],
])("no form of %s comes after one of %s", (earlier, later) => {
  const [before, after] = [timeForms(earlier), timeForms(later)];
  expect((before?.greatest ?? "z") < (after?.least ?? "")).toBe(true);
});

test.each(["2020-01-02", "2020-01-02T03:04:05Z", "+012020-01-02T03:04:05.000Z", "text"])("%s has no forms", (text) => {
  expect(timeForms(text)).toBeUndefined();
});
