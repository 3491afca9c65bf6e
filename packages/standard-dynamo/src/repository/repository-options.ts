import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Issue } from "../errors/issue.ts";
import { ModelDefinitionError } from "../errors/model-definition-error.ts";
import { type RecordLayout, refuseReservedNames } from "../item/record-layout.ts";
import { delimiter, type KeySpace } from "../key/key-space.ts";
import { hasNamedParts, kindOf } from "../key/named-parts.ts";
import { isWellFormed } from "../key/text.ts";
import { isModel, model } from "../model/model.ts";
import type { ModelCodec } from "../model/model-codec.ts";
import type { StandardSchemaV1 } from "../model/standard-schema.ts";
import { type RetryOptions, retryPolicy } from "../operation/backoff.ts";
import type { OperationContext } from "../operation/operation-context.ts";
import { problemsOfOptions } from "../operation/option-checks.ts";
import type { Expired, OnInvalid, ReadPolicy } from "../operation/read-rows.ts";
import { RetryBudget } from "../operation/retry-budget.ts";
import type { Logger } from "./logger.ts";

/** Where records live: the same for every kind of repository. */
export interface RecordPlace {
  readonly tableName: string;
  /** The name of the table's partition key. */
  readonly partitionKey: string;
  /** The name of the table's sort key. */
  readonly sortKey: string;
  /** The partition key's value begins with `{partitionPrefix}#{partitionName}#`. */
  readonly partitionPrefix: string;
  readonly partitionName: string;
  /** The sort key's value begins with `{contentType}#`. */
  readonly contentType: string;
}

/** What every kind of repository takes. */
export interface RepositorySettings<Input, Item> extends RecordPlace {
  /** A schema of any library that speaks Standard Schema, or `model(schema, options)`. */
  readonly schema: StandardSchemaV1<Input, Item> | ModelCodec<Input, Item>;
  /** Whether reads see every write acknowledged before them; each read may override it. @default false */
  readonly consistentReads?: boolean | undefined;
  /** What becomes of records whose expiry has passed and that DynamoDB has not deleted yet. @default "include" */
  readonly expired?: Expired | undefined;
  /** What becomes of stored records that do not fit the model, in reads of many. @default "throw" */
  readonly onInvalid?: OnInvalid | undefined;
  /** Where it tells what it does. @default silent */
  readonly logger?: Logger | undefined;
  /** How many requests of one batch are under way at once. @default 4 */
  readonly concurrency?: number | undefined;
  /** How batches send again what DynamoDB leaves unprocessed, and what fails in passing (throttling, lost connections). */
  readonly retry?: RetryOptions | undefined;
  /** Whether DynamoDB is asked what each request consumed, for the `cost` of the answers. @default false */
  readonly returnConsumedCapacity?: boolean | undefined;
  /** The clock for the time of writing. @default the system's */
  readonly now?: (() => Date) | undefined;
}

export interface DynamoRepositoryOptions<Input, Item> extends RepositorySettings<Input, Item> {
  /** The AWS SDK's client: its region, credentials, middleware and retries are used as they are. */
  readonly client: DynamoDBClient;
}

const required = ["tableName", "partitionKey", "sortKey", "partitionPrefix", "partitionName", "contentType"] as const;
const optional = [
  "consistentReads",
  "expired",
  "onInvalid",
  "logger",
  "concurrency",
  "retry",
  "returnConsumedCapacity",
  "now",
];

/** Checks the options of a repository, all at once, and makes of them what its operations need. */
export function operationContext<Input, Item>(
  options: RepositorySettings<Input, Item>,
  others: readonly string[],
): OperationContext<Item> {
  if (!hasNamedParts(options)) {
    throw new ModelDefinitionError(`Invalid repository options: expected an object, got ${kindOf(options)}`);
  }
  const names = ["schema", ...required, ...optional, ...others];
  const problems = [...problemsOfPlace(options), ...problemsOfOptions(options, names)];
  if (problems.length > 0)
    throw new ModelDefinitionError(`Invalid repository options: ${problems.map(describeProblem).join("; ")}`);
  const space: KeySpace = {
    partitionKey: options.partitionKey,
    sortKey: options.sortKey,
    partitionStart: `${options.partitionPrefix}${delimiter}${options.partitionName}${delimiter}`,
    contentStart: `${options.contentType}${delimiter}`,
  };
  const { schema, contentType, tableName } = options;
  const codec = (isModel(schema) ? schema : model(schema, { name: contentType })) as ModelCodec<unknown, Item>;
  const layout: RecordLayout<Item> = { space, codec, tableName };
  refuseReservedNames(layout);
  return {
    layout,
    retry: retryPolicy(options.retry),
    budget: new RetryBudget(),
    returnConsumedCapacity: options.returnConsumedCapacity ?? false,
    now: options.now ?? (() => new Date()),
    random: Math.random,
  };
}

/** How the repository reads unless a call says otherwise. */
export function readPolicy({ consistentReads, expired, onInvalid }: ReadDefaults, defaults?: ReadPolicy): ReadPolicy {
  return {
    consistentRead: consistentReads ?? defaults?.consistentRead ?? false,
    expired: expired ?? defaults?.expired ?? "include",
    onInvalid: onInvalid ?? defaults?.onInvalid ?? "throw",
  };
}

type ReadDefaults = Pick<RepositorySettings<never, never>, "consistentReads" | "expired" | "onInvalid">;

/** A table as error messages name it. */
export function placeOf({ tableName, partitionKey, sortKey }: RecordPlace): string {
  return `table "${tableName}" with keys "${partitionKey}" and "${sortKey}"`;
}

function describeProblem({ path, message, suggestion }: Issue): string {
  const hint = suggestion === undefined ? "" : `, did you mean "${suggestion}"?`;
  return `${path.join(".")} ${message.replace(/^expected /, "has to be ")}${hint}`;
}

function problemsOfPlace(options: RecordPlace): Issue[] {
  const issues = required.flatMap((name): Issue[] => {
    const value: unknown = options[name];
    if (typeof value !== "string") return [{ path: [name], message: `has to be text, got ${typeof value}` }];
    if (!isWellFormed(value))
      return [{ path: [name], message: "has to be well-formed text: it holds a lone surrogate" }];
    const isPart = name === "partitionPrefix" || name === "partitionName" || name === "contentType";
    if (isPart && value.includes(delimiter)) {
      const message = `must not contain "${delimiter}": its records would be those of another repository`;
      return [{ path: [name], message }];
    }
    return value === "" && !isPart ? [{ path: [name], message: "must not be empty" }] : [];
  });
  const { partitionKey, sortKey } = options;
  if (issues.length > 0 || partitionKey !== sortKey) return issues;
  return [{ path: ["partitionKey and sortKey"], message: "have to be different attributes" }];
}
