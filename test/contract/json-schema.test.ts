import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { DynamoRepository, type StandardSchemaV1 } from "../../packages/standard-dynamo/src/index.ts";
import { ArktypeFilm } from "../support/arktype-film.ts";
import type { Film, FilmInput } from "../support/film.ts";
import { ValibotFilm } from "../support/valibot-film.ts";
import { describeRepositoryContract } from "./repository-contract.ts";

// Of both libraries only what the specifications of Standard Schema and Standard JSON Schema speak of.
const fromValibot: StandardSchemaV1<FilmInput, Film> = {
  "~standard": { ...toStandardJsonSchema(ValibotFilm)["~standard"], validate: ValibotFilm["~standard"].validate },
};
const fromArktype: StandardSchemaV1<FilmInput, Film> = { "~standard": ArktypeFilm["~standard"] };

describeRepositoryContract(
  "JSON Schema of valibot",
  (options) => new DynamoRepository({ ...options, schema: fromValibot }),
);
describeRepositoryContract(
  "JSON Schema of arktype",
  (options) => new DynamoRepository({ ...options, schema: fromArktype }),
  // It is the same description of a model as the one before.
  { same: true },
);
