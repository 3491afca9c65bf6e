import { countOf, hasMembers, inOrder, type Member, membersOf, type NamedMiddleware } from "./middleware-order.ts";
import type { HandlerContext, Middleware, MiddlewareStack } from "./sdk-parts.ts";

type Replace = (order: readonly NamedMiddleware[], context: HandlerContext) => readonly Middleware[];

/** The middlewares of each command in their order, as long as the client's stack and logger stay what they are. */
export class OrderMemory {
  readonly #stack: MiddlewareStack;
  readonly #replace: Replace;
  readonly #orders = new Map<string | undefined, { readonly own: number; readonly order: readonly Middleware[] }>();
  #members: readonly Member[] = [];
  #info: unknown;
  #error: unknown;

  constructor(stack: MiddlewareStack, replace: Replace) {
    this.#stack = stack;
    this.#replace = replace;
  }

  /** @param own the middlewares of the command itself, the same for all commands of a name */
  of(own: MiddlewareStack, context: HandlerContext): readonly Middleware[] {
    const { commandName, logger } = context;
    const isSameLogger = logger?.info === this.#info && logger?.error === this.#error;
    if (!isSameLogger || !hasMembers(this.#stack, this.#members)) {
      this.#orders.clear();
      this.#members = membersOf(this.#stack);
      this.#info = logger?.info;
      this.#error = logger?.error;
    }
    const count = countOf(own);
    const known = this.#orders.get(commandName);
    if (known?.own === count) return known.order;
    const order = this.#replace(inOrder(this.#stack.concat(own)), context);
    this.#orders.set(commandName, { own: count, order });
    return order;
  }
}
