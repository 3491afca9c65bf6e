import type { EntryOptions, EntryReceiver, Middleware, MiddlewareStack } from "./sdk-parts.ts";

/** A middleware of a stack, and the name that it was added by. */
export interface NamedMiddleware {
  readonly name: string | undefined;
  readonly middleware: Middleware;
}

/** A middleware of a stack with all that its place follows from. */
export interface Member extends EntryOptions {
  readonly middleware: Middleware;
}

/** The middlewares of a stack as they were added. */
export function membersOf(stack: MiddlewareStack): readonly Member[] {
  const members: Member[] = [];
  stack.applyToStack(receiver((middleware, options) => void members.push({ ...options, middleware })));
  return members;
}

/** Whether a stack has these members at these places and no others: a hundred times cheaper than to put them in order. */
export function hasMembers(stack: MiddlewareStack, members: readonly Member[]): boolean {
  let count = 0;
  let same = true;
  const compare = (middleware: Middleware, options: EntryOptions): void => {
    const member = members[count++];
    if (member === undefined || member.middleware !== middleware || !isSamePlace(member, options)) same = false;
  };
  stack.applyToStack(receiver(compare));
  return same && count === members.length;
}

export function countOf(stack: MiddlewareStack): number {
  let count = 0;
  stack.applyToStack(receiver(() => void count++));
  return count;
}

/**
 * The middlewares of a stack in the order in which a call passes them. The stack does not tell it, so a copy in which
 * each of them is replaced by one that notes its turn is resolved.
 */
export function inOrder(stack: MiddlewareStack): readonly NamedMiddleware[] {
  const order: NamedMiddleware[] = [];
  const copy = stack.clone();
  for (const { middleware } of membersOf(copy)) copy.remove(middleware);
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

function receiver(receive: EntryReceiver["add"]): EntryReceiver {
  return { add: receive, addRelativeTo: receive };
}

function isSamePlace(one: EntryOptions, other: EntryOptions): boolean {
  return (
    one.step === other.step &&
    one.priority === other.priority &&
    one.relation === other.relation &&
    one.toMiddleware === other.toMiddleware &&
    one.name === other.name
  );
}
