import { DynamoRepository } from "../../packages/standard-dynamo/src/index.ts";
import { ValibotFilm } from "../support/valibot-film.ts";
import { describeRepositoryContract } from "./repository-contract.ts";

describeRepositoryContract("valibot", (options) => new DynamoRepository({ ...options, schema: ValibotFilm }));
