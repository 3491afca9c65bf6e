/** A schema answers at once, or with a promise if it is asynchronous; both go the same way from here on. */
export type MaybePromise<T> = T | Promise<T>;

/** Goes on with a value now if it is there now: an `await` per item would cost more than validating it. */
export function chain<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

export function all<T>(values: readonly MaybePromise<T>[]): MaybePromise<T[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as T[]);
}
