import type {
  BatchResponse,
  Contents,
  PartitionedContent,
  StandardSchemaV1,
} from "../../packages/standard-dynamo/src/index.ts";
import { type SyncContents, SyncDynamoRepository } from "../../packages/standard-dynamo/src/sync.ts";
import { type CountingProxy, startCountingProxy } from "./counting-proxy.ts";
import type { Film, FilmInput } from "./film.ts";
import type { FilmRepository, StageOptions } from "./stage.ts";
import { recorderOf } from "./watched-client.ts";

type SyncFilms = SyncDynamoRepository<Film, FilmInput>;

/**
 * A synchronous repository behind the face of an asynchronous one, so that the contract runs over it. What it sends goes
 * through a proxy that counts, for its thread cannot see the stage's client, and is told to the stage after each call.
 */
export function awaitedFilms(options: StageOptions, schema: StandardSchemaV1<FilmInput, Film>): FilmRepository {
  let opening: Promise<SyncFilms> | undefined;
  const { client, ...settings } = options;
  const record = recorderOf(client);

  async function call<Result>(work: (films: SyncFilms) => Result): Promise<Result> {
    const proxy = await proxyOf(client);
    opening ??= open(proxy);
    const films = await opening;
    try {
      return work(films);
    } finally {
      for (const request of proxy.taken()) record?.(request);
    }
  }

  async function open({ endpoint }: CountingProxy): Promise<SyncFilms> {
    const region = await client.config.region();
    // A client that is none of the stage's is one without credentials.
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const clientConfig = { endpoint, region, ...(record !== undefined && { credentials }) };
    return new SyncDynamoRepository({ ...settings, schema, clientConfig });
  }

  const contents = (read: (films: SyncFilms) => SyncContents<Film>): Contents<Film> => awaitedContents(call, read);
  return {
    get: (...given) => call((films) => films.get(...given)),
    put: (...given) => call((films) => films.put(...given)),
    update: (...given) => call((films) => films.update(...given)),
    delete: (...given) => call((films) => films.delete(...given)),
    deletePrefix: (...given) => call((films) => films.deletePrefix(...given)),
    normalize: (content) => call((films) => films.normalize(content)),
    putBatch: (source, rest) => call((films) => films.putBatch(iterable(source), rest)),
    getBatch: (keys, rest) => contents((films) => films.getBatch(iterable(keys), rest)),
    list: (...given) => contents((films) => films.list(...given)),
    listBetween: (...given) => contents((films) => films.listBetween(...given)),
  };
}

type Call = <Result>(work: (films: SyncFilms) => Result) => Promise<Result>;

/** Contents by their face: each step of an iteration is a call of its own. */
function awaitedContents(call: Call, read: (films: SyncFilms) => SyncContents<Film>): Contents<Film> {
  let reading: SyncContents<Film> | undefined;
  const contents = (films: SyncFilms): SyncContents<Film> => (reading ??= read(films));
  const face: Omit<Contents<Film>, never> = {
    toArray: () => call((films) => contents(films).toArray()),
    items: () => call((films) => contents(films).items()),
    page: () => call((films) => contents(films).page()),
    first: () => call((films) => contents(films).first()),
    pages: () => ({
      [Symbol.asyncIterator]: () => stepByStep<BatchResponse<Film>>(call, (films) => contents(films).pages()),
    }),
    [Symbol.asyncIterator]: () => stepByStep<PartitionedContent<Film>>(call, contents),
  };
  // `Contents` is a class with private fields, of which the contract sees nothing.
  return face as unknown as Contents<Film>;
}

async function* stepByStep<T>(call: Call, open: (films: SyncFilms) => Iterable<T>): AsyncGenerator<T, void, void> {
  const iterator = await call((films) => open(films)[Symbol.iterator]());
  try {
    for (;;) {
      const step = await call(() => iterator.next());
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    iterator.return?.();
  }
}

/** A blocking call takes no asynchronous source, which its types say; the contract is told so by a trait. */
function iterable<T>(source: Iterable<T> | AsyncIterable<T>): Iterable<T> {
  return source as Iterable<T>;
}

const proxies = new Map<string, Promise<CountingProxy>>();

async function proxyOf({ config }: StageOptions["client"]): Promise<CountingProxy> {
  const { protocol, hostname, port } = (await config.endpoint?.()) ?? { protocol: "http:", hostname: "", port: 0 };
  const endpoint = `${protocol}//${hostname}:${port}`;
  const known = proxies.get(endpoint) ?? startCountingProxy(endpoint);
  proxies.set(endpoint, known);
  return known;
}
