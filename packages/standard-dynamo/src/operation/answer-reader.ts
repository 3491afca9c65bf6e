import { ItemReader } from "../item/item-reader.ts";
import { closeBrace, colon, openBrace, Unreadable } from "../item/json-scanner.ts";
import type { ItemSink } from "../item/item-sink.ts";
import { setKey } from "../model/plain-object.ts";
import type { DynamoAnswer } from "./dynamo-request.ts";

/** Reads the text of answers in one pass. */
export class AnswerReader extends ItemReader {
  /**
   * `undefined` if the text does not look as DynamoDB's answers do, so that it has to be read another way.
   *
   * @param sink takes each of `Items` as soon as it is read; the answer is without them then
   */
  read(text: string, sink?: ItemSink): DynamoAnswer | undefined {
    this.open(text);
    sink?.begin();
    try {
      const answer = this.#answer(sink);
      return this.at === text.length ? answer : undefined;
    } catch (error) {
      // The last one is what too deep a value comes to.
      if (error instanceof Unreadable || error instanceof SyntaxError || error instanceof RangeError) return undefined;
      throw error;
    } finally {
      this.open("");
    }
  }

  #answer(sink: ItemSink | undefined): DynamoAnswer {
    const answer: Record<string, unknown> = {};
    this.expect(openBrace);
    if (this.takes(closeBrace)) return answer;
    do {
      const name = this.#name();
      if (name === "Item") answer[name] = this.item();
      else if (name === "Items" && sink !== undefined) this.eachItem((item) => sink.add(item));
      else if (name === "Items") answer[name] = this.items();
      else if (name === "Responses") answer[name] = this.#responses();
      else setKey(answer, name, JSON.parse(this.skip()));
    } while (this.follows(closeBrace));
    return answer;
  }

  #responses(): Record<string, unknown> {
    const responses: Record<string, unknown> = {};
    this.expect(openBrace);
    if (this.takes(closeBrace)) return responses;
    do setKey(responses, this.#name(), this.items());
    while (this.follows(closeBrace));
    return responses;
  }

  #name(): string {
    const name = this.string();
    this.expect(colon);
    return name;
  }
}
