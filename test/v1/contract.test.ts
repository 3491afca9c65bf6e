import { DynamoRepository } from "../../packages/standard-dynamo/src/v1.ts";
import { describeRepositoryContract } from "../contract/repository-contract.ts";
import { ZodFilm } from "../support/zod-film.ts";

// The repository behind the first API, which is that of the main entry. Its own face gives items without their places, so
// the contract has nothing to look at there: what it does differently is in `v1.test.ts`.
describeRepositoryContract("v1", (options) => new DynamoRepository({ ...options, schema: ZodFilm }).contents, {
  same: true,
});
