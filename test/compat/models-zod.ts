import { z } from "zod";
import type { Models } from "./models.ts";

// Python's int has no bounds: what is beyond a double's exact integers is a bigint here.
const int = z.union([z.int(), z.bigint()]);
const CountEnum = z.enum(["one", "two", "three"]);
const FieldModel = z.object({ test_field: z.string(), failures: int.nullish() });
const ComposedFieldModel = z.object({ composed: FieldModel, test_field: z.string(), failures: int.nullish() });
const Dated = z.object({ when: z.iso.date(), at: z.date().nullish(), kind: CountEnum.default("one") });

const Example = z.object({
  dict_field: z.record(z.string(), z.unknown()),
  model_field: FieldModel,
  list_field: z.array(z.unknown()),
  set_field: z.set(z.unknown()),
  date_field: z.iso.date(),
  time_field: z.string(),
  datetime_field: z.date(),
  enum_field: CountEnum,
  int_field: int,
  optional_field: int.nullish(),
});

const Kitchen = z.object({
  bool_field: z.boolean().nullish(),
  str_field: z.string().nullish(),
  int_field: int.nullish(),
  float_field: z.number().nullish(),
  decimal_field: z.string().nullish(),
  bytes_field: z.instanceof(Uint8Array).nullish(),
  uuid_field: z.string().nullish(),
  delta_field: z.number().nullish(),
  date_field: z.iso.date().nullish(),
  time_field: z.string().nullish(),
  datetime_field: z.date().nullish(),
  any_field: z.unknown().optional(),
  any_dict: z.record(z.string(), z.unknown()).nullish(),
  any_list: z.array(z.unknown()).nullish(),
  any_set: z.set(z.unknown()).nullish(),
  int_list: z.array(int).nullish(),
  str_set: z.set(z.string()).nullish(),
  int_set: z.set(int).nullish(),
  date_set: z.set(z.iso.date()).nullish(),
  frozen: z.set(z.string()).nullish(),
  tuple_field: z.tuple([int, z.string()]).nullish(),
  date_list: z.array(z.iso.date()).nullish(),
  dates2: z.array(z.array(z.iso.date())).nullish(),
  model: FieldModel.nullish(),
  composed: ComposedFieldModel.nullish(),
  models: z.array(FieldModel).nullish(),
  models2: z.array(z.array(FieldModel)).nullish(),
  dated: Dated.nullish(),
  dated_list: z.array(Dated).nullish(),
  dated2: z.array(z.array(Dated)).nullish(),
  dated_tuple: z.tuple([Dated, Dated]).nullish(),
  model_map: z.record(z.string(), FieldModel).nullish(),
  model_list_map: z.record(z.string(), z.array(Dated)).nullish(),
  int_map: z.record(z.string(), z.string()).nullish(),
  enum_map: z.record(z.string(), int).nullish(),
  str_enum_map: z.record(z.string(), int).nullish(),
  enum_list: z.array(CountEnum).nullish(),
  str_enum: z.enum(["a", "b"]).nullish(),
  num_enum: z.literal([1, 2]).nullish(),
  union_field: z.union([FieldModel, z.string()]).nullish(),
});

export const zodModels: Models = {
  Example,
  Kitchen,
  ExtraModel: z.looseObject({}),
  Titled: z.object({
    model_field: FieldModel,
    any_field: z.unknown().optional(),
    opt_model: FieldModel.nullish(),
    union_field: z.union([FieldModel, z.string()]).default("s"),
    models: z.array(FieldModel).default([]),
    count: int.nullish(),
    big: z.number().nullish(),
  }),
  Aliased: z.object({ my_name: z.string(), count: z.int().default(0) }),
  Forbid: z.strictObject({ name: z.string() }),
  Many: z.object({ name: z.string(), blob: z.string(), num: int.nullish() }),
};
