import * as v from "valibot";
import type { Models } from "./models.ts";

const integer = v.union([v.pipe(v.number(), v.integer()), v.bigint()]);
const date = v.pipe(v.string(), v.isoDate());
const CountEnum = v.picklist(["one", "two", "three"]);
const FieldModel = v.object({ test_field: v.string(), failures: v.nullish(integer) });
const ComposedFieldModel = v.object({ composed: FieldModel, test_field: v.string(), failures: v.nullish(integer) });
const Dated = v.object({ when: date, at: v.nullish(v.date()), kind: v.optional(CountEnum, "one") });

const Example = v.object({
  dict_field: v.record(v.string(), v.unknown()),
  model_field: FieldModel,
  list_field: v.array(v.unknown()),
  set_field: v.set(v.unknown()),
  date_field: date,
  time_field: v.string(),
  datetime_field: v.date(),
  enum_field: CountEnum,
  int_field: integer,
  optional_field: v.nullish(integer),
});

const Kitchen = v.object({
  bool_field: v.nullish(v.boolean()),
  str_field: v.nullish(v.string()),
  int_field: v.nullish(integer),
  float_field: v.nullish(v.number()),
  decimal_field: v.nullish(v.string()),
  bytes_field: v.nullish(v.instance(Uint8Array)),
  uuid_field: v.nullish(v.string()),
  delta_field: v.nullish(v.number()),
  date_field: v.nullish(date),
  time_field: v.nullish(v.string()),
  datetime_field: v.nullish(v.date()),
  any_field: v.optional(v.unknown()),
  any_dict: v.nullish(v.record(v.string(), v.unknown())),
  any_list: v.nullish(v.array(v.unknown())),
  any_set: v.nullish(v.set(v.unknown())),
  int_list: v.nullish(v.array(integer)),
  str_set: v.nullish(v.set(v.string())),
  int_set: v.nullish(v.set(integer)),
  date_set: v.nullish(v.set(date)),
  frozen: v.nullish(v.set(v.string())),
  tuple_field: v.nullish(v.tuple([integer, v.string()])),
  date_list: v.nullish(v.array(date)),
  dates2: v.nullish(v.array(v.array(date))),
  model: v.nullish(FieldModel),
  composed: v.nullish(ComposedFieldModel),
  models: v.nullish(v.array(FieldModel)),
  models2: v.nullish(v.array(v.array(FieldModel))),
  dated: v.nullish(Dated),
  dated_list: v.nullish(v.array(Dated)),
  dated2: v.nullish(v.array(v.array(Dated))),
  dated_tuple: v.nullish(v.tuple([Dated, Dated])),
  model_map: v.nullish(v.record(v.string(), FieldModel)),
  model_list_map: v.nullish(v.record(v.string(), v.array(Dated))),
  int_map: v.nullish(v.record(v.string(), v.string())),
  enum_map: v.nullish(v.record(v.string(), integer)),
  str_enum_map: v.nullish(v.record(v.string(), integer)),
  enum_list: v.nullish(v.array(CountEnum)),
  str_enum: v.nullish(v.picklist(["a", "b"])),
  num_enum: v.nullish(v.picklist([1, 2])),
  union_field: v.nullish(v.union([FieldModel, v.string()])),
});

export const valibotModels: Models = {
  Example,
  Kitchen,
  ExtraModel: v.looseObject({}),
  Titled: v.object({
    model_field: FieldModel,
    any_field: v.optional(v.unknown()),
    opt_model: v.nullish(FieldModel),
    union_field: v.optional(v.union([FieldModel, v.string()]), "s"),
    models: v.optional(v.array(FieldModel), []),
    count: v.nullish(integer),
    big: v.nullish(v.number()),
  }),
  Aliased: v.object({ my_name: v.string(), count: v.optional(v.pipe(v.number(), v.integer()), 0) }),
  Forbid: v.strictObject({ name: v.string() }),
  Many: v.object({ name: v.string(), blob: v.string(), num: v.nullish(integer) }),
};
