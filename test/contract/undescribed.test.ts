import { DynamoRepository, type StandardSchemaV1 } from "../../packages/standard-dynamo/src/index.ts";
import type { Film, FilmInput } from "../support/film.ts";
import { StoredFilm } from "../support/valibot-film.ts";
import { describeRepositoryContract } from "./repository-contract.ts";

const { version, validate } = StoredFilm["~standard"];
const undescribed: StandardSchemaV1<FilmInput, Film> = { "~standard": { version, vendor: "nobody", validate } };

describeRepositoryContract("no description", (options) => new DynamoRepository({ ...options, schema: undescribed }), {
  namesAreChecked: false,
});
