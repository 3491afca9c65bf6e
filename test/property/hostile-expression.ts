/** The parts of a request that DynamoDB's grammar reads, and the two maps that give placeholders a meaning. */
export interface Expressions {
  readonly UpdateExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Checks that a request's expressions hold nothing but placeholders and words of our own, and that these placeholders are
 * the ones its maps define. Gives the attribute names.
 *
 * @throws if anything else stands in an expression
 */
export function namesInExpressions(input: Expressions): string[] {
  const used = new Set<string>();
  const parse = (text: string | undefined, rule: (parser: Parser) => void): void => {
    if (text !== undefined) rule(new Parser(text, used));
  };
  parse(input.UpdateExpression, (parser) => parser.update());
  parse(input.ConditionExpression, (parser) => parser.condition());
  parse(input.FilterExpression, (parser) => parser.condition());
  parse(input.KeyConditionExpression, (parser) => parser.condition());
  parse(input.ProjectionExpression, (parser) => parser.projection());
  const names = input.ExpressionAttributeNames ?? {};
  const values = input.ExpressionAttributeValues ?? {};
  const defined = [...Object.keys(names), ...Object.keys(values)].sort().join(" ");
  const wanted = [...used].sort().join(" ");
  if (defined !== wanted) throw new Error(`the expressions use ${wanted}, the request defines ${defined}`);
  return Object.values(names);
}

const token = /#n\d+|:v\d+|[A-Za-z_]+|<=|>=|<>|[=<>(),.+]|\s+/gy;
const functions: Readonly<Record<string, number>> = {
  attribute_exists: 0,
  attribute_not_exists: 0,
  attribute_type: 1,
  begins_with: 1,
  contains: 1,
};

/** Reads as much of DynamoDB's grammar as this library writes. */
class Parser {
  readonly #tokens: string[] = [];
  readonly #used: Set<string>;
  #at = 0;

  constructor(text: string, used: Set<string>) {
    this.#used = used;
    token.lastIndex = 0;
    while (token.lastIndex < text.length) {
      const place = token.lastIndex;
      const match = token.exec(text);
      if (match === null) throw new Error(`no token of ours at ${place} of ${text}`);
      if (match[0].trim() !== "") this.#tokens.push(match[0]);
    }
  }

  update(): void {
    if (this.#accept("SET")) {
      this.#list(() => {
        this.#path();
        this.#expect("=");
        this.#term();
        if (this.#accept("+")) this.#term();
      });
    }
    if (this.#accept("REMOVE")) this.#list(() => this.#path());
    if (this.#accept("ADD")) this.#list(() => [this.#path(), this.#value()]);
    this.#end();
  }

  projection(): void {
    this.#list(() => this.#path());
    this.#end();
  }

  condition(): void {
    this.#alternatives();
    this.#end();
  }

  #alternatives(): void {
    do this.#all();
    while (this.#accept("OR"));
  }

  #all(): void {
    do this.#test();
    while (this.#accept("AND"));
  }

  #test(): void {
    if (this.#accept("NOT")) return this.#test();
    if (this.#accept("(")) {
      this.#alternatives();
      return this.#expect(")");
    }
    const operands = functions[this.#peek() ?? ""];
    if (operands !== undefined) {
      this.#at++;
      this.#expect("(");
      this.#path();
      if (operands === 1) {
        this.#expect(",");
        this.#value();
      }
      return this.#expect(")");
    }
    if (this.#accept("size")) {
      this.#expect("(");
      this.#path();
      this.#expect(")");
    } else {
      this.#path();
    }
    if (this.#accept("IN")) {
      this.#expect("(");
      this.#list(() => this.#value());
      return this.#expect(")");
    }
    if (this.#accept("BETWEEN")) {
      this.#value();
      this.#expect("AND");
      return this.#value();
    }
    this.#take(/^(?:=|<>|<|<=|>|>=)$/);
    this.#value();
  }

  #term(): void {
    const isAbsent = this.#accept("if_not_exists");
    if (isAbsent || this.#accept("list_append")) {
      this.#expect("(");
      this.#term();
      this.#expect(",");
      this.#term();
      return this.#expect(")");
    }
    if (this.#peek()?.startsWith("#")) this.#path();
    else this.#value();
  }

  #path(): void {
    do this.#used.add(this.#take(/^#n\d+$/));
    while (this.#accept("."));
  }

  #value(): void {
    this.#used.add(this.#take(/^:v\d+$/));
  }

  #list(element: () => unknown): void {
    do element();
    while (this.#accept(","));
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #accept(word: string): boolean {
    if (this.#peek() !== word) return false;
    this.#at++;
    return true;
  }

  #expect(word: string): void {
    if (!this.#accept(word)) throw new Error(`expected ${word}, got ${this.#peek()} in ${this.#tokens.join(" ")}`);
  }

  #take(form: RegExp): string {
    const word = this.#peek() ?? "the end";
    if (!form.test(word)) throw new Error(`${word} is not of the form ${form} in ${this.#tokens.join(" ")}`);
    this.#at++;
    return word;
  }

  #end(): void {
    if (this.#peek() !== undefined) throw new Error(`${this.#peek()} is left over in ${this.#tokens.join(" ")}`);
  }
}
