import { isStandardDynamoError } from "../errors/standard-dynamo-error.ts";

/**
 * AWS's own error, the same object, whose message now also says on which table and keys, because AWS's alone ("Requested
 * resource not found") does not. Nothing else of it is touched; callers match it by `name`.
 */
export function explainAwsError(error: unknown, operation: string, place: string): unknown {
  if (!(error instanceof Error) || error.name === "ConditionalCheckFailedException") return error;
  const isOwn = isStandardDynamoError(error) || ("code" in error && error.code === "LOCAL_ENGINE");
  if (isOwn || explained.has(error)) return error;
  explained.add(error);
  const hint = hints[error.name];
  try {
    error.message += ` (${operation} on ${place}${hint === undefined ? "" : `; ${hint}`})`;
  } catch {
    // A message that cannot be changed is good enough.
  }
  return error;
}

// The SDK may throw the same error again, such as one of credentials that it remembers.
const explained = new WeakSet<Error>();

const hints: Readonly<Record<string, string | undefined>> = {
  ResourceNotFoundException: "is the table made, and in the client's region and account?",
  CredentialsProviderError: "give the DynamoDBClient credentials, or set them up for the AWS SDK",
  UnrecognizedClientException: "the client's credentials are not known in its region",
  ValidationException: "do the key names match those of the table?",
  AccessDeniedException: "the README lists the permissions that each operation needs",
};
