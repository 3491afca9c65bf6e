import type { Order, PlainOrder } from "../orders/order.ts";

/**
 * Reads orders straight from the text of an answer, without a tree of AttributeValues in between. It believes that the text
 * is DynamoDB's, which has no white space, and that the items are orders.
 */
export class FloorReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The orders of the list that follows the name, or of the only item. */
  orders(name: "Items" | "Item" | "Responses"): PlainOrder[] {
    const start = this.#text.indexOf(`"${name}":`);
    if (start < 0) return [];
    const list = this.#text.indexOf(name === "Item" ? "{" : "[", start);
    this.#at = list;
    if (name === "Item") return [this.#order()];
    return this.#list(() => this.#order());
  }

  #order(): PlainOrder {
    const order: { -readonly [Name in keyof PlainOrder]?: PlainOrder[Name] } = {
      id: "",
      customer: "",
      total: 0,
      quantity: 0,
      paid: false,
      placedAt: "",
      status: "open",
      address: noAddress,
      tags: [],
      lines: [],
    };
    this.#map((name) => {
      switch (name) {
        case "id":
        case "customer":
        case "placedAt":
        case "coupon":
          order[name] = this.#textValue();
          break;
        case "status":
          order.status = this.#textValue() as Order["status"];
          break;
        case "total":
        case "quantity":
          order[name] = this.#numberValue();
          break;
        case "paid":
          order.paid = this.#booleanValue();
          break;
        case "address":
          order.address = this.#address();
          break;
        case "tags":
          order.tags = this.#listValue(() => this.#textValue());
          break;
        case "lines":
          order.lines = this.#listValue(() => this.#line());
          break;
        default:
          // The keys and what the repository keeps: texts and numbers.
          this.#textValue();
      }
    });
    return order as PlainOrder;
  }

  #address(): Order["address"] {
    const address = { ...noAddress };
    this.#at += mapStart;
    this.#map((name) => {
      if (name === "floor") address.floor = this.#numberValue();
      else address[name as "street"] = this.#textValue();
    });
    this.#at++;
    return address;
  }

  #line(): Order["lines"][number] {
    const line = { sku: "", quantity: 0, price: 0 };
    this.#at += mapStart;
    this.#map((name) => {
      if (name === "sku") line.sku = this.#textValue();
      else line[name as "price"] = this.#numberValue();
    });
    this.#at++;
    return line;
  }

  /** From the brace of a map to behind its last one. */
  #map(read: (name: string) => void): void {
    this.#at++;
    while (this.#text.charCodeAt(this.#at) !== brace) {
      if (this.#text.charCodeAt(this.#at) === comma) this.#at++;
      const name = this.#string();
      this.#at++;
      read(name);
    }
    this.#at++;
  }

  #list<Value>(read: () => Value): Value[] {
    const values: Value[] = [];
    this.#at++;
    while (this.#text.charCodeAt(this.#at) !== bracket) {
      if (this.#text.charCodeAt(this.#at) === comma) this.#at++;
      values.push(read());
    }
    this.#at++;
    return values;
  }

  /** `{"L":[…]}` */
  #listValue<Value>(read: () => Value): Value[] {
    this.#at += mapStart;
    const values = this.#list(read);
    this.#at++;
    return values;
  }

  /** `{"S":"…"}`, or the digits of `{"N":"…"}`. */
  #textValue(): string {
    this.#at += mapStart;
    const text = this.#string();
    this.#at++;
    return text;
  }

  #numberValue(): number {
    return Number(this.#textValue());
  }

  /** `{"BOOL":true}` */
  #booleanValue(): boolean {
    const isTrue = this.#text.charCodeAt(this.#at + '{"BOOL":'.length) === letterT;
    this.#at += isTrue ? '{"BOOL":true}'.length : '{"BOOL":false}'.length;
    return isTrue;
  }

  /** From the quote to behind the other one. */
  #string(): string {
    const start = this.#at + 1;
    let end = this.#text.indexOf('"', start);
    let text = this.#text.slice(start, end);
    if (text.includes("\\")) {
      while (isEscaped(this.#text, end)) end = this.#text.indexOf('"', end + 1);
      text = JSON.parse(this.#text.slice(start - 1, end + 1)) as string;
    }
    this.#at = end + 1;
    return text;
  }
}

const brace = "}".charCodeAt(0);
const bracket = "]".charCodeAt(0);
const comma = ",".charCodeAt(0);
const letterT = "t".charCodeAt(0);
const mapStart = '{"M":'.length;
const noAddress = { street: "", city: "", zip: "", floor: 0 };

/** Does an odd number of backslashes stand before the quote? */
function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1;
  while (text[before] === "\\") before--;
  return (quote - before) % 2 === 0;
}
