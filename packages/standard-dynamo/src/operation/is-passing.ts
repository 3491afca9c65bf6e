/**
 * Whether a failure may pass by itself, so that sending the same again may help: throttling, trouble on the side of AWS, a
 * lost connection. Known by name, code and status, never by text. What the AWS SDK has sent several times already is not
 * tried again here, so that its attempts and ours do not multiply.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error) || error.name === "AbortError") return false;
  const { name, code, $metadata, $retryable } = error as AwsError;
  if (($metadata?.attempts ?? 1) > 1) return false;
  return (
    $retryable !== undefined ||
    $metadata?.clockSkewCorrected === true ||
    names.has(name) ||
    codes.has(code ?? "") ||
    statuses.has($metadata?.httpStatusCode ?? 0)
  );
}

interface AwsError extends Error {
  readonly code?: string;
  readonly $retryable?: object;
  readonly $metadata?: {
    readonly attempts?: number;
    readonly httpStatusCode?: number;
    readonly clockSkewCorrected?: boolean;
  };
}

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html, "OK to retry? Yes"
const names: ReadonlySet<string> = new Set([
  "InternalServerError",
  "InternalServerErrorException",
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "ThrottlingException",
  "TimeoutError",
]);

const codes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
]);

const statuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);
