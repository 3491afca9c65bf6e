import { DynamoRepository } from "../../packages/standard-dynamo/src/index.ts";
import { ArktypeFilm } from "../support/arktype-film.ts";
import { describeRepositoryContract } from "./repository-contract.ts";

describeRepositoryContract("arktype", (options) => new DynamoRepository({ ...options, schema: ArktypeFilm }));
