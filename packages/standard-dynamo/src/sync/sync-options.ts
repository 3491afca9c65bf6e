import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { ModelDefinitionError } from "../errors/model-definition-error.ts";
import type { DynamoRepositoryOptions, RepositorySettings } from "../repository/repository-options.ts";

export interface SyncDynamoRepositoryOptions<Input, Item> extends RepositorySettings<Input, Item> {
  /**
   * The configuration of the AWS client, which a thread of its own makes: plain data such as region, endpoint and static
   * credentials. What is left out the AWS SDK finds by itself there, credentials by its default chain. @default {}
   */
  readonly clientConfig?: DynamoDBClientConfig | undefined;
  /** How long to wait for the thread to start and for each answer, in milliseconds. @default 60000 */
  readonly timeoutMs?: number | undefined;
}

/** @throws ModelDefinitionError if the configuration cannot go to another thread */
export function checkClientConfig(clientConfig: DynamoDBClientConfig): void {
  const functions = Object.entries(clientConfig).filter(([, value]) => !isCloneable(value));
  if (functions.length === 0) return;
  const names = functions.map(([name]) => name).join(", ");
  throw new ModelDefinitionError(
    `clientConfig goes to another thread and has to be plain data, which ${names} is not; leave it out or give its value`,
  );
}

/**
 * The options of a synchronous repository from those of an asynchronous one: region, endpoint and credentials are asked of
 * its client, which answers with promises. Credentials that expire are left to the SDK's default chain in the thread.
 *
 * @throws ModelDefinitionError if they expire and come from the application's own code, which cannot go to the thread
 */
export async function syncOptions<Input, Item>(
  options: DynamoRepositoryOptions<Input, Item>,
): Promise<SyncDynamoRepositoryOptions<Input, Item>> {
  const { client, ...settings } = options;
  const { config } = client;
  const [region, credentials, endpoint] = await Promise.all([
    config.region(),
    config.credentials(),
    config.endpoint?.(),
  ]);
  const { expiration, $source, accessKeyId, secretAccessKey, sessionToken } = credentials as ResolvedCredentials;
  if (expiration !== undefined && $source?.["CREDENTIALS_CODE"] !== undefined) {
    throw new ModelDefinitionError(
      "The client's credentials expire and are renewed by code of its own; give clientConfig",
    );
  }
  const session = sessionToken === undefined ? {} : { sessionToken };
  return {
    ...settings,
    clientConfig: {
      region,
      ...(endpoint !== undefined && { endpoint: urlOf(endpoint) }),
      ...(expiration === undefined && { credentials: { accessKeyId, secretAccessKey, ...session } }),
    },
  };
}

interface ResolvedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  /** Where the SDK has them from. */
  readonly $source?: Readonly<Record<string, unknown>>;
}

function urlOf({
  protocol,
  hostname,
  port,
  path,
}: {
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
}): string {
  return `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}${path}`;
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
