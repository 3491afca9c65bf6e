import { DynamoRepository } from "../../packages/standard-dynamo/src/index.ts";
import { ZodFilm } from "../support/zod-film.ts";
import { describeRepositoryContract } from "./repository-contract.ts";

describeRepositoryContract("zod", (options) => new DynamoRepository({ ...options, schema: ZodFilm }), {
  whole: true,
  volume: true,
});
