import { expect } from "vitest";

/** The error that a promise rejects with, of the kind that a guard tells; anything else fails the test. */
export async function caught<Kind>(work: Promise<unknown>, is: (error: unknown) => error is Kind): Promise<Kind> {
  const error = await rejection(work);
  if (!is(error)) throw new Error(`${is.name} does not hold for what was thrown`, { cause: error });
  return error;
}

/** What a promise rejects with. */
export async function rejection(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  return expect.fail("expected a rejection, but it resolved");
}

/** AWS's own error of this name. */
export async function awsError(work: Promise<unknown>, name: string): Promise<Error> {
  const error = await rejection(work);
  expect(error).toMatchObject({ name });
  return error as Error;
}
