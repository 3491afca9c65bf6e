import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { describe, expect, vi } from "vitest";
import { isStandardDynamoError } from "../../packages/standard-dynamo/src/index.ts";
import { awsError } from "../support/caught.ts";
import { film } from "../support/film.ts";
import { contentsOf, type FilmRepository, type StageTest } from "../support/stage.ts";

const key = { contentIds: ["a"] };

const operations: Record<string, (films: FilmRepository) => Promise<unknown>> = {
  get: (films) => films.get(key),
  put: (films) => films.put({ ...key, item: film() }),
  update: (films) => films.update(key, { set: { name: "x" } }),
  delete: (films) => films.delete(key, { requireExists: true }),
  getBatch: (films) => films.getBatch([key]).toArray(),
  putBatch: (films) => films.putBatch(contentsOf(60)),
  "putBatch of a generator": (films) => films.putBatch(contentsOf(60).values()),
  list: (films) => films.list().toArray(),
  listBetween: (films) => films.listBetween().first(),
  deletePrefix: (films) => films.deletePrefix({}),
};

export function describeAwsErrors(test: StageTest): void {
  describe("errors of AWS's own are passed on as they are, and say where:", () => {
    test.for(Object.entries(operations))("%s on a table that is missing", async ([, operate], { stage }) => {
      const films = stage.open({ tableName: "no-such-table" });
      const error = await awsError(operate(films), "ResourceNotFoundException");
      expect(error.message).toContain('table "no-such-table" with keys "PK" and "SK"');
      expect(error.message.match(/no-such-table/g)).toHaveLength(1);
      expect(isStandardDynamoError(error)).toBe(false);
    });

    test.for(Object.entries(operations))(
      "%s with key names that are not the table's",
      async ([, operate], { stage }) => {
        const films = stage.open({ partitionKey: "partition", sortKey: "sort" });
        const error = await awsError(operate(films), "ValidationException");
        expect(error.message).toMatch(/keys "partition" and "sort"; do the key names match those of the table\?/);
      },
    );

    test("a table without a sort key", async ({ stage }) => {
      const TableName = `flat-${stage.place.partitionName}`;
      const { client } = stage.table;
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: "PAY_PER_REQUEST",
          KeySchema: [{ AttributeName: "PK", KeyType: "HASH" }],
          AttributeDefinitions: [{ AttributeName: "PK", AttributeType: "S" }],
        }),
      );
      const films = stage.open({ tableName: TableName });
      await awsError(films.get(key), "ValidationException");
      await awsError(films.list().toArray(), "ValidationException");
      await client.send(new DeleteTableCommand({ TableName }));
    });

    test.for(["get", "putBatch", "list"])("%s without credentials", async (name, { stage }) => {
      const none = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"];
      for (const variable of none) vi.stubEnv(variable, undefined);
      for (const file of ["AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"]) vi.stubEnv(file, "no-such-file");
      vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
      const { endpoint, region } = stage.table.config;
      const client = new DynamoDBClient({ endpoint, region } as { endpoint: string; region: string });
      try {
        const error = await awsError(
          operations[name]?.(stage.open({ client })) as Promise<unknown>,
          "CredentialsProviderError",
        );
        expect(error.message).toMatch(/give the DynamoDBClient credentials/);
      } finally {
        client.destroy();
        vi.unstubAllEnvs();
      }
    });
  });
}
