import { hasMembers, inOrder, membersOf, type NamedMiddleware } from "./middleware-order.ts";
import type { Middleware, MiddlewareStack } from "./sdk-parts.ts";

/** The middlewares of each command in their order, as long as the client's stack stays what it is. */
export class OrderMemory {
  readonly #stack: MiddlewareStack;
  readonly #replace: (order: readonly NamedMiddleware[]) => readonly Middleware[];
  readonly #orders = new Map<string | undefined, readonly Middleware[]>();
  #members: readonly Middleware[] = [];

  constructor(stack: MiddlewareStack, replace: (order: readonly NamedMiddleware[]) => readonly Middleware[]) {
    this.#stack = stack;
    this.#replace = replace;
  }

  /** @param own the middlewares of the command itself, the same for all commands of a name */
  of(own: MiddlewareStack, commandName: string | undefined): readonly Middleware[] {
    if (!hasMembers(this.#stack, this.#members)) {
      this.#orders.clear();
      this.#members = membersOf(this.#stack);
    }
    const known = this.#orders.get(commandName);
    if (known !== undefined) return known;
    const order = this.#replace(inOrder(this.#stack.concat(own)));
    this.#orders.set(commandName, order);
    return order;
  }
}
