import type { IncomingHttpHeaders } from "node:http";
import { entriesOf, fieldsOf } from "./json.ts";
import type { Question, Upstream } from "./upstream.ts";

/** The names of a table's key attributes; `undefined` if the engine does not tell them. */
export type KeyNames = readonly string[] | undefined;

/** Knows the keys of tables: a put does not say which of its attributes make the key, so the engine is asked once. */
export class TableKeys {
  readonly #upstream: Upstream;
  readonly #known = new Map<string, Promise<KeyNames>>();

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /** @param headers of a request about this table: who asks, and how it is signed */
  of(table: string, headers: IncomingHttpHeaders): Promise<KeyNames> {
    const known = this.#known.get(table);
    if (known !== undefined) return known;
    const asked = this.#ask(table, headers).then((names) => {
      if (names === undefined) this.#known.delete(table);
      return names;
    });
    this.#known.set(table, asked);
    return asked;
  }

  /** The table may come back with other keys. */
  forget(table: string): void {
    this.#known.delete(table);
  }

  async #ask(table: string, headers: IncomingHttpHeaders): Promise<KeyNames> {
    const [service] = String(headers["x-amz-target"]).split(".");
    const question: Question = {
      method: "POST",
      path: "/",
      headers: { ...headers, "x-amz-target": `${service}.DescribeTable` },
      body: Buffer.from(JSON.stringify({ TableName: table })),
    };
    try {
      const { status, body } = await this.#upstream.ask(question);
      if (status !== 200) return undefined;
      const schema = entriesOf(fieldsOf(fieldsOf(JSON.parse(body.toString()))["Table"])["KeySchema"]);
      return schema.map((element) => String(fieldsOf(element)["AttributeName"]));
    } catch {
      // The request that asks gets no further than this either, and its client is told.
      return undefined;
    }
  }
}
