import type { OperationCost } from "../errors/operation-cost.ts";
import type { ContentKey } from "../key/content-key.ts";
import { plainKey } from "../key/key-space.ts";
import { hasNamedParts } from "../key/named-parts.ts";
import type { OperationContext } from "../operation/operation-context.ts";
import { type LogContext, type Logger, silentLogger } from "./logger.ts";
import type { RecordPlace } from "./repository-options.ts";

/** Logs the calls of one repository: names, ids, counts and times, never a value of an item. */
export class CallLog {
  readonly #logger: Logger;
  readonly #context: LogContext;

  constructor(place: RecordPlace & { readonly logger?: Logger | undefined }, { layout }: OperationContext) {
    const { tableName, partitionPrefix, partitionName, contentType, logger } = place;
    this.#logger = logger ?? silentLogger;
    this.#context = { model: layout.codec.name, tableName, partitionPrefix, partitionName, contentType };
  }

  start(operation: string, ids: LogContext): LoggedCall {
    if (this.#logger === silentLogger) return unlogged;
    const log = (level: keyof Logger, message: string, more: LogContext): void => {
      try {
        this.#logger[level](message, { ...this.#context, ...ids, ...more });
      } catch {
        // What was done is done: a logger that fails does not undo it.
      }
    };
    return {
      done: (cost) => log("debug", `${operation} done`, { ...cost }),
      failed: (error) => log("error", `${operation} failed`, namesOf(error)),
      onWait: (waitMs) =>
        log("warn", `${operation}: sending again what failed or was left unprocessed`, {
          waitMs: Math.round(waitMs),
        }),
    };
  }
}

/** One call, as far as logs go. */
export interface LoggedCall {
  readonly done: (cost: object) => void;
  readonly failed: (error: unknown) => void;
  readonly onWait: (milliseconds: number) => void;
}

const unlogged: LoggedCall = { done: () => undefined, failed: () => undefined, onWait: () => undefined };

/** The ids of a key for a log; whatever was given, it must not fail here. */
export function idsOf(key: ContentKey): LogContext {
  try {
    return hasNamedParts(key) ? { ...plainKey(key) } : {};
  } catch {
    return {};
  }
}

/** The ids of a query or prefix for a log; none if it could not be read. */
export function rangeOf(query: () => object, ...names: readonly string[]): LogContext {
  try {
    const given = query() as Readonly<Record<string, unknown>>;
    return Object.fromEntries(names.map((name) => [name, given[name]]));
  } catch {
    return {};
  }
}

/** What may be told of an error: of AWS's, or of ours. */
interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly $metadata?: { readonly attempts?: number; readonly totalRetryDelay?: number };
  readonly cost?: OperationCost;
}

function namesOf(error: unknown): LogContext {
  const { name, code, $metadata, cost } = Object(error) as Failure;
  const { attempts, totalRetryDelay } = $metadata ?? {};
  return { error: name, code, ...(attempts !== undefined && { attempts, waitedMs: totalRetryDelay }), ...cost };
}
