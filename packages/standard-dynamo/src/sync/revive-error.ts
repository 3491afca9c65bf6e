import { createRequire } from "node:module";

/** An error on its way between threads. */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The error as it was thrown in the other thread: of AWS's class if it is one of AWS's, with the same fields. */
export function reviveError({ name, message, stack, fields }: ErrorDescription): Error {
  const error = ofAwsClass(name, message, fields) ?? Object.assign(new Error(message), fields, { name });
  if (stack !== undefined) error.stack = stack;
  return error;
}

type ErrorClass = new (options: Readonly<Record<string, unknown>>) => Error;

// Only where there is an error to revive: loading it takes a while, and it may be what is missing.
function loadSdk(): Record<string, unknown> | undefined {
  try {
    return createRequire(import.meta.url)("@aws-sdk/client-dynamodb") as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function ofAwsClass(name: string, message: string, fields: Readonly<Record<string, unknown>>): Error | undefined {
  const sdk = loadSdk();
  if (sdk === undefined) return undefined;
  const known = sdk[name];
  const service = sdk["DynamoDBServiceException"] as ErrorClass;
  const isErrorClass = typeof known === "function" && known.prototype instanceof service;
  if (!isErrorClass && fields["$fault"] === undefined) return undefined;
  const AwsError = isErrorClass ? (known as unknown as ErrorClass) : service;
  return Object.assign(new AwsError({ name, message, ...fields }), fields);
}
