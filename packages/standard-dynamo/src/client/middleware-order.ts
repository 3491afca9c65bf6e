import type { EntryOptions, Middleware, MiddlewareStack } from "./sdk-parts.ts";

/** A middleware of a stack, and the name that it was added by. */
export interface NamedMiddleware {
  readonly name: string | undefined;
  readonly middleware: Middleware;
}

/** The middlewares of a stack as they were added. */
export function membersOf(stack: MiddlewareStack): readonly Middleware[] {
  const members: Middleware[] = [];
  const receive = (middleware: Middleware): void => void members.push(middleware);
  stack.applyToStack({ add: receive, addRelativeTo: receive });
  return members;
}

/** Whether a stack has these members and no others: a hundred times cheaper than to put them in order. */
export function hasMembers(stack: MiddlewareStack, members: readonly Middleware[]): boolean {
  let count = 0;
  let same = true;
  const compare = (middleware: Middleware): void => {
    if (members[count++] !== middleware) same = false;
  };
  stack.applyToStack({ add: compare, addRelativeTo: compare });
  return same && count === members.length;
}

/**
 * The middlewares of a stack in the order in which a call passes them. The stack does not tell it, so a copy in which
 * each of them is replaced by one that notes its turn is resolved.
 */
export function inOrder(stack: MiddlewareStack): readonly NamedMiddleware[] {
  const order: NamedMiddleware[] = [];
  const copy = stack.clone();
  for (const middleware of membersOf(copy)) copy.remove(middleware);
  const noting = (middleware: Middleware, options: EntryOptions): [Middleware, EntryOptions] => {
    const note: Middleware = (next) => {
      order.unshift({ name: options.name, middleware });
      return next;
    };
    // The options repeat the middleware, and would win.
    return [note, { ...options, middleware: note }];
  };
  stack.applyToStack({
    add: (middleware, options) => copy.add(...noting(middleware, options)),
    addRelativeTo: (middleware, options) => copy.addRelativeTo(...noting(middleware, options)),
  });
  copy.resolve(async () => ({}), {});
  return order;
}
