/** Where we do not do as the original does, and why. `docs/from-pydantic-dynamo.md` has the same table. */
export interface Difference {
  /** `stores`: we store and read back what the original refuses. `refuses`: a typed error, nothing is sent. */
  readonly ours: "stores" | "refuses" | "differs";
  readonly reason: string;
  /** What is stored instead, as far as it matters. */
  readonly stored?: Readonly<Record<string, unknown>>;
  /** What is read instead: partition ids and content ids, in order. */
  readonly ids?: readonly (readonly [readonly string[], readonly string[]])[];
}

const float = "fractions are numbers here; the original refuses Python's float";
const nested = "dates at any depth are stored; the original converts the first levels only";
const emptySet = "an empty set is stored as an empty list; the original sends an empty NS, which DynamoDB refuses";
const emptyId = "an empty id would make two keys equal";
const delimiter = "an id with # would make the key of other ids";
const text = "text is the form for what the original has no stored form for";

export const putDifferences: Readonly<Record<string, Difference>> = {
  int_1e38_exact_power: {
    ours: "stores",
    reason: "one significant digit: DynamoDB holds it, Python's context does not",
  },
  dict_empty_key: { ours: "refuses", reason: "DynamoDB takes no empty attribute name; only some local engines do" },
  dict_with_tuple_dates: { ours: "stores", reason: nested },
  list_nested_dates: { ours: "stores", reason: nested },
  dict_with_float: { ours: "stores", reason: float },
  dict_with_float_integral: { ours: "stores", reason: float },
  list_of_floats: { ours: "stores", reason: float },
  float_15: { ours: "stores", reason: float },
  float_integral: { ours: "stores", reason: float },
  dict_with_timedelta: { ours: "stores", reason: text },
  uuid: { ours: "stores", reason: text },
  int_key_map: { ours: "stores", reason: "keys of maps are stored as text; the original refuses int and Enum keys" },
  set_empty: { ours: "stores", reason: emptySet },
  frozenset_empty: { ours: "stores", reason: emptySet },
  list_of_empty_set: { ours: "stores", reason: emptySet },
  partition_ids_one_empty_string: { ours: "refuses", reason: emptyId },
  content_ids_one_empty_string: { ours: "refuses", reason: emptyId },
  content_ids_two_empty_strings: { ours: "refuses", reason: emptyId },
  partition_ids_trailing_empty: { ours: "refuses", reason: emptyId },
  content_ids_trailing_empty: { ours: "refuses", reason: emptyId },
  partition_ids_hash_inside: { ours: "refuses", reason: delimiter },
  content_ids_hash_inside: { ours: "refuses", reason: delimiter },
  partition_ids_only_hash: { ours: "refuses", reason: delimiter },
  partition_ids_own_prefix_partition: { ours: "refuses", reason: delimiter },
  extra_allow: { ours: "differs", reason: "internal attributes never reach a schema, also not a loose one" },
};

export const readDifferences: Readonly<Record<string, Difference>> = {
  int_fraction: { ours: "refuses", reason: "7.9 is not 7: the original cuts it silently" },
  kitchen_int_from_fraction: { ours: "refuses", reason: "1.5 is not 1: the original cuts it silently" },
  ttl_zero: { ours: "differs", reason: "an expiry of 1970-01-01 is one; the original reads none" },
  time_from_number: { ours: "differs", reason: "a time of day is text here: the number is read as its digits" },
  time_with_z: { ours: "differs", reason: "a time of day is text here and comes as stored" },
  time_hh_mm: { ours: "differs", reason: "a time of day is text here and comes as stored" },
  key_empty_ids: { ours: "differs", reason: "a bare prefix is no ids" },
  kitchen_enum_map_keys: { ours: "differs", reason: "keys of a record are text" },
};

const unvalidated = "the value does not fit the schema, so the record could not be read back";
const partial = "the update alone makes no whole record, so nothing is left that cannot be read";
const noop =
  "nothing to set below the attribute: only version and time change; the original sends an invalid expression";
const elements = "elements keep their type; the original makes text of them or refuses them";

/** By series, or by series and step. */
export const updateDifferences: Readonly<Record<string, Difference>> = {
  "walk_through/version_zero_is_no_condition": {
    ours: "refuses",
    reason: "version 0 is a version; the original ignores it",
  },
  set_unvalidated_null_required: { ours: "refuses", reason: unvalidated },
  set_str_for_enum_unknown: { ours: "refuses", reason: unvalidated },
  set_dict_empty_alone: { ours: "stores", reason: noop, stored: { _object_version: { N: "2" } } },
  set_dict_empty_after_scalar: { ours: "stores", reason: noop, stored: { int_field: { N: "1" } } },
  set_nested_parent_null: {
    ours: "refuses",
    reason: "there is no object to patch, and the patch makes no whole one; DynamoDB refuses it too",
  },
  set_dict_parent_null: {
    ours: "stores",
    reason: "an absent record of entries is made of the patch; DynamoDB refuses the original's update",
    stored: { any_dict: { M: { a: { N: "1" } } } },
  },
  set_dict_on_any_field: {
    ours: "stores",
    reason: "an attribute that takes anything is set whole",
    stored: { any_field: { M: { a: { N: "1" } } } },
  },
  set_dict_on_titled_model_field: {
    ours: "stores",
    reason: "a nested object is patched whatever its JSON Schema is called",
    stored: { model_field: { M: { failures: { N: "1" }, test_field: { S: "x" } } } },
  },
  set_float: { ours: "stores", reason: float, stored: { dict_field: { M: { f: { N: "1.5" }, k: { S: "v" } } } } },
  set_uuid: { ours: "stores", reason: text, stored: { uuid_field: { S: "00000000-0000-0000-0000-000000000001" } } },
  set_empty_set: { ours: "stores", reason: emptySet, stored: { set_field: { L: [] } } },
  set_list_of_lists_of_dates: {
    ours: "stores",
    reason: nested,
    stored: { list_field: { L: [{ L: [{ S: "2023-01-01" }] }] } },
  },
  increment_null: {
    ours: "stores",
    reason: "a stored NULL counts as absent, so an increment starts at 0",
    stored: { optional_field: { N: "1" } },
  },
  increment_float_amount: { ours: "refuses", reason: "2.9 is no whole number; the original adds 2" },
  append_int: { ours: "stores", reason: elements, stored: { list_field: { L: [{ S: "a" }, { S: "b" }, { N: "5" }] } } },
  append_float: {
    ours: "stores",
    reason: elements,
    stored: { list_field: { L: [{ S: "a" }, { S: "b" }, { N: "1.5" }] } },
  },
  append_list_element: {
    ours: "stores",
    reason: elements,
    stored: { list_field: { L: [{ S: "a" }, { S: "b" }, { L: [{ S: "a" }] }] } },
  },
  append_date: {
    ours: "stores",
    reason: elements,
    stored: { list_field: { L: [{ S: "a" }, { S: "b" }, { S: "2023-01-01" }] } },
  },
  set_by_alias: {
    ours: "refuses",
    reason: "an attribute has one name, the schema's; the original writes a second one",
  },
  set_by_field_name_of_alias: {
    ours: "stores",
    reason: "an attribute has one name, the schema's",
    stored: { my_name: { S: "y" } },
  },
  missing_upsert_set: { ours: "refuses", reason: partial },
  missing_upsert_empty: { ours: "refuses", reason: partial },
  missing_upsert_increment: { ours: "refuses", reason: partial },
  missing_upsert_append: { ours: "refuses", reason: partial },
};

/** Reads: differences in which records come back, or in whether a request is sent. */
export const requestDifferences: Readonly<Record<string, Difference>> = {
  get_joined_id: { ours: "refuses", reason: delimiter },
  list_empty_partition_text: { ours: "refuses", reason: emptyId },
  list_between_equal_joined: { ours: "refuses", reason: delimiter },
  list_between_equal_bad_filter: { ours: "refuses", reason: "filters are checked whatever the bounds are" },
  get_batch_duplicates: { ours: "differs", reason: "a key given twice is read once", ids: [[["p"], ["1"]]] },
  get_batch_generator: { ours: "differs", reason: "keys may come from any iterable", ids: [[["p"], ["1"]]] },
  list_limit_0: { ours: "differs", reason: "limit 0 is none; the original takes it for no limit", ids: [] },
  list_filter_equals_datetime_other_zone: {
    ours: "differs",
    reason: "a time is an instant, whatever zone it was given in",
    ids: [[["p"], ["10"]]],
  },
  list_filter_not_exists: {
    ours: "differs",
    reason: "a stored NULL counts as not existing",
    ids: ["1", "11", "2#a", "2#b#x", "A", "é", "🔑"].map((id) => [["p"], id.split("#")] as const),
  },
  list_filter_three_kinds: {
    ours: "differs",
    reason: "a stored NULL counts as not existing",
    ids: [[["p"], ["A"]]],
  },
  list_filter_float: { ours: "differs", reason: "a filter may name a fraction, which no whole number equals", ids: [] },
  list_filter_limit_2: {
    ours: "differs",
    reason: "limit is exact",
    ids: [
      [["p"], []],
      [["p"], ["1"]],
    ],
  },
  list_between_filter_limit: { ours: "differs", reason: "limit is exact", ids: [[["p"], ["1"]]] },
  list_between_equal: {
    ours: "differs",
    reason: "equal bounds are the one record between them",
    ids: [[["p"], ["1"]]],
  },
  list_between_equal_descending_limit_filter: {
    ours: "differs",
    reason: "equal bounds are the one record between them",
    ids: [[["p"], ["1"]]],
  },
  list_between_2_none: {
    ours: "differs",
    reason: "no end is an open end",
    ids: ["2", "2#a", "2#b", "2#b#x", "3", "A", "a", "é", "～", "🔑"].map((id) => [["p"], id.split("#")] as const),
  },
};

/** Write once: what is written instead. */
export const writeOnceDifferences: Readonly<
  Record<string, Difference & { readonly written: readonly (readonly [readonly string[], readonly string[]])[] }>
> = {
  with_expiry_again: {
    ours: "differs",
    reason: "an expiry with microseconds is stored in whole seconds, so it has not changed",
    written: [],
  },
  version_2_over_1: {
    ours: "differs",
    reason: "the item has not changed; `compare: { version: true }` makes a version count",
    written: [],
  },
};
