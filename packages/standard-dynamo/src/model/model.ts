import { ItemValidationError } from "../errors/item-validation-error.ts";
import { ModelDefinitionError } from "../errors/model-definition-error.ts";
import { withDecimals } from "./decimals.ts";
import { describe, explainNotASchema } from "./describe.ts";
import { describeJson } from "./describe-json-schema.ts";
import type { Description } from "./description.ts";
import type { MaybePromise } from "./maybe-promise.ts";
import type { ModelCodec } from "./model-codec.ts";
import type { Node } from "./node.ts";
import { createPart, type PartOptions } from "./part.ts";
import { isPlainObject } from "./plain-object.ts";
import { Refused } from "./refused.ts";
import { valueWriter } from "./serialize-at.ts";
import type { InferInput, InferOutput, StandardSchemaV1 } from "./standard-schema.ts";
import { isoText } from "./storable.ts";
import type { Stored, StoredMap } from "./stored.ts";
import { type Survey, survey } from "./survey.ts";

export interface ModelOptions<Input, Output> {
  /** Used in error messages and logs. @default `"the model"`; of a bare schema given to a repository its content type */
  readonly name?: string | undefined;
  /** How a Set is stored: as list, as the Python original does, or as a set of DynamoDB. Both are read. @default "list" */
  readonly sets?: "list" | "native" | undefined;
  /** How a Date is stored; ISO text and seconds or milliseconds since 1970 can be read back. @default `date.toISOString()` */
  readonly date?: ((date: Date) => string | number) | undefined;
  /**
   * Text attributes that are numbers in the table, so that up to 38 digits survive: `["price", "lines.*.net"]`.
   * @default none
   */
  readonly decimals?: readonly string[] | undefined;
  /** From an item to what the schema takes, for transforms that the schema library cannot run backward. */
  readonly encode?: ((item: Output) => Input) | undefined;
  /** From what is stored to what the schema takes, in place of the reviving by description. */
  readonly decode?: ((stored: StoredMap) => unknown) | undefined;
  /**
   * A description of the stored record, as nodes or as JSON Schema, in place of what the schema tells; `false`: none, so
   * names are not checked. @default taken from the schema
   */
  readonly fields?: Node | Readonly<Record<string, unknown>> | false | undefined;
}

/**
 * Makes a schema ready for DynamoDB. A repository does it by itself for a bare schema; call it to set options, or to share
 * one model between repositories.
 *
 * @example
 * const Film = model(z.object({ title: z.string(), price: z.string() }), { name: "Film", decimals: ["price"] });
 * @throws ModelDefinitionError if it is no schema, or an option does not fit it
 */
export function model<Schema extends StandardSchemaV1>(
  schema: Schema,
  options: ModelOptions<InferInput<Schema>, InferOutput<Schema>> = {},
): ModelCodec<InferInput<Schema>, InferOutput<Schema>> {
  if (!isSchema(schema)) throw new ModelDefinitionError(explainNotASchema(schema));
  const described = describe(schema);
  const root = rootOf(described, options.fields, options.decimals ?? []);
  const description: Description = { ...described, root };
  const partOptions: PartOptions = {
    sets: options.sets ?? "list",
    date: options.date ?? isoText,
    encode: options.encode,
    decode: options.decode,
    hasDecimals: (options.decimals?.length ?? 0) > 0,
    survey: surveyOf(root, options.date !== undefined),
  };
  const name = options.name ?? "the model";
  const whole = createPart(schema, root, description, partOptions);
  const writeAt = valueWriter(schema, description, partOptions);

  const reporting = (direction: "write" | "read") => {
    const report = (error: unknown): never => {
      if (!(error instanceof Refused)) throw error;
      throw new ItemValidationError({ direction, issues: error.issues, model: name, cause: error.cause });
    };
    return <T, R>(run: (given: T) => MaybePromise<unknown>, given: T): MaybePromise<R> => {
      try {
        const result = run(given);
        return (result instanceof Promise ? result.catch(report) : result) as MaybePromise<R>;
      } catch (error) {
        return report(error);
      }
    };
  };
  const reading = reporting("read");
  const writing = reporting("write");
  const writeWhole = (value: unknown): MaybePromise<StoredMap> => requireMap(whole.write(value));

  return {
    name,
    root,
    nativeSets: partOptions.sets === "native",
    holdsNoBytes: !partOptions.survey.bytes && options.encode === undefined && options.fields === undefined,
    parse: (stored) => reading(whole.read, stored),
    serialize: (value) => writing(writeWhole, value),
    serializeAt: (path, value, at) => writing((given) => writeAt(path, given, at ?? {}), value),
  };
}

// A form of dates that is not ours has to prove itself.
function surveyOf(root: Node | undefined, ownDates: boolean): Survey {
  if (root === undefined) return { opaque: true, ambiguous: false, bytes: true };
  const found = survey(root);
  return { ...found, ambiguous: found.ambiguous || ownDates };
}

/** Whether a value is a model rather than a bare schema. */
export function isModel(value: unknown): value is ModelCodec {
  return typeof value === "object" && value !== null && "serializeAt" in value && "parse" in value;
}

function isSchema(value: unknown): value is StandardSchemaV1 {
  const isHolder = (typeof value === "object" && value !== null) || typeof value === "function";
  if (!isHolder || !("~standard" in value)) return false;
  const props = value["~standard"];
  return typeof props === "object" && props !== null && "validate" in props && typeof props.validate === "function";
}

type Fields = ModelOptions<unknown, unknown>["fields"];

function rootOf(described: Description, fields: Fields, decimals: readonly string[]): Node | undefined {
  const root = fields === undefined ? described.root : ownFields(fields);
  if (decimals.length === 0) return root;
  if (root !== undefined) return withDecimals(root, decimals);
  throw new ModelDefinitionError("decimals: the schema does not tell its attributes; give a description as fields");
}

function ownFields(fields: NonNullable<Fields>): Node | undefined {
  if (fields === false) return undefined;
  return "kind" in fields ? (fields as Node) : describeJson(fields).root;
}

function requireMap(stored: MaybePromise<Stored>): MaybePromise<StoredMap> {
  const check = (value: Stored): StoredMap => {
    if (isPlainObject(value)) return value;
    throw new Refused([{ path: [], message: "an item is an object" }]);
  };
  return stored instanceof Promise ? stored.then(check) : check(stored);
}
