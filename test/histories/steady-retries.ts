import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

type Retries = NonNullable<DynamoDBClientConfig["retryStrategy"]>;

/**
 * The retries of the AWS SDK's standard mode, as often and for the same errors, but without waiting and without the store of
 * tokens that one call would take from another: what becomes of a request depends on the request alone.
 */
export function steadyRetries(maxAttempts: number): Retries {
  const token = (count: number) => ({
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => undefined,
  });
  return {
    acquireInitialRetryToken: async () => token(0),
    refreshRetryTokenForRetry: async (last: { getRetryCount(): number }, { errorType }: { errorType: string }) => {
      const count = last.getRetryCount() + 1;
      const mayPass = errorType === "THROTTLING" || errorType === "TRANSIENT";
      if (!mayPass || count >= maxAttempts) throw new Error("No retry token available");
      return token(count);
    },
    recordSuccess: () => undefined,
  };
}
