import type { Node } from "./node.ts";
import type { SchemaIssue, StandardSchemaV1 } from "./standard-schema.ts";

/** What is known of a schema without running it. */
export interface Description {
  /** The stored record; `undefined`: nothing is known, so names are unchecked and values are probed. */
  readonly root: Node | undefined;
  /** Where the schema changes values in a way that cannot be run backward, as paths such as `address.street`. */
  readonly oneWay: readonly string[];
  /** Whether parsing may give another type than it takes: codecs, transforms, coercion. `true` where unknown. */
  readonly transforms: boolean;
  /** The library's own encode direction: an output value to what the schema's input side takes, validated. */
  readonly encode?: ((value: unknown, schema?: StandardSchemaV1) => EncodeResult | Promise<EncodeResult>) | undefined;
}

export type EncodeResult =
  | { readonly value: unknown; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };
