// What the method of a repository accepts: it infers which attributes a command names, and looks at these only.
import { expectTypeOf, test } from "vitest";
import type { UpdateCommand } from "../../packages/standard-dynamo/src/model/update-command.ts";
import type { DynamoRepository } from "../../packages/standard-dynamo/src/repository/dynamo-repository.ts";
import type { Repository } from "../../packages/standard-dynamo/src/repository/repository.ts";
import type { SyncDynamoRepository } from "../../packages/standard-dynamo/src/sync/sync-dynamo-repository.ts";
import type { SyncRepository } from "../../packages/standard-dynamo/src/sync/sync-repository.ts";

interface Film {
  title: string;
  views: number;
  note?: string;
  tags: string[];
  place: { city: string; visits: number; zip?: string };
}
interface Loose {
  title: string;
  [other: string]: unknown;
}
interface FilmInput extends Omit<Film, "views"> {
  views?: number;
}

// Compiled, never called.
function calls(
  films: DynamoRepository<Film, FilmInput>,
  loose: DynamoRepository<Loose>,
  untyped: DynamoRepository<unknown>,
): void {
  const key = { contentIds: ["x"] };

  void films.update(key, { set: { title: "x" }, replace: { tags: [] }, increment: { views: 1, place: { visits: 1 } } });
  void films.update(key, { append: { tags: ["x"] }, remove: { note: true, views: true, place: { zip: true } } });
  void films.update(key, { remove: ["note", "views"], increment: undefined, append: {} });
  void films.update(key, {});
  void loose.update(key, {
    increment: { count: 1 },
    replace: { other: {} },
    append: { list: [1] },
    remove: { other: true },
  });
  void loose.update(key, { remove: ["other"] });
  void untyped.update(key, { increment: { a: 1 }, remove: ["c"], append: { d: [1] } });

  // @ts-expect-error text
  void films.update(key, { increment: { title: 1 } });
  // @ts-expect-error text, beside a number
  void films.update(key, { increment: { views: 1, title: 1 } });
  // @ts-expect-error misspelt
  void films.update(key, { increment: { view: 1 } });
  // @ts-expect-error a number has no end, though it is named elsewhere
  void films.update(key, { increment: { views: 1 }, append: { views: [1] } });
  // @ts-expect-error text inside
  void films.update(key, { increment: { place: { city: 1 } } });
  // @ts-expect-error a scalar is set
  void films.update(key, { replace: { title: "x" } });
  // @ts-expect-error required
  void films.update(key, { remove: { title: true } });
  // @ts-expect-error required inside
  void films.update(key, { remove: { place: { city: true } } });
  // @ts-expect-error required, in a list
  void films.update(key, { remove: ["note", "title"] });
  // @ts-expect-error text of a loose model
  void loose.update(key, { increment: { title: 1 } });
  // @ts-expect-error required in a loose model
  void loose.update(key, { remove: { title: true } });
}

function withCommand<Item, Input>(films: DynamoRepository<Item, Input>, command: UpdateCommand<Item, Input>): void {
  void films.update({ contentIds: ["x"] }, command);
}

test("calls are checked by the names that they give", () => {
  expectTypeOf(calls).toBeFunction();
  expectTypeOf(withCommand).toBeFunction();
});

test("a repository suits the interface, and its method takes the type of all commands", () => {
  expectTypeOf<DynamoRepository<Film, FilmInput>>().toExtend<Repository<Film, FilmInput>>();
  expectTypeOf<SyncDynamoRepository<Film, FilmInput>>().toExtend<SyncRepository<Film, FilmInput>>();
  expectTypeOf<UpdateCommand<Film, FilmInput>>().toExtend<Parameters<DynamoRepository<Film, FilmInput>["update"]>[1]>();
  type Fake = { update: (key: { contentIds: string[] }, command: UpdateCommand<Film, FilmInput>) => void };
  expectTypeOf<DynamoRepository<Film, FilmInput>>().toExtend<Fake>();
});
