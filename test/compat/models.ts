import type { StandardSchemaV1 } from "standard-dynamo";
import type { ModelName } from "./golden.ts";
import { arktypeModels } from "./models-arktype.ts";
import { valibotModels } from "./models-valibot.ts";
import { zodModels } from "./models-zod.ts";

/** The original's models in one schema library. */
export type Models = Readonly<Record<ModelName, StandardSchemaV1>>;

export const libraries: readonly (readonly [string, Models])[] = [
  ["zod", zodModels],
  ["valibot", valibotModels],
  ["arktype", arktypeModels],
];

/** Decimal fields, which the models take as text so that no digit is lost. */
export const decimalFields: Readonly<Partial<Record<ModelName, readonly string[]>>> = {
  Kitchen: ["decimal_field"],
};
