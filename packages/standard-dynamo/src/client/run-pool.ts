/** Runs tasks side by side, up to a number of them; rejects with the first error once those under way have ended. */
export async function runPool<T>(
  values: Iterable<T>,
  concurrency: number,
  task: (value: T) => Promise<void>,
): Promise<void> {
  const iterator = values[Symbol.iterator]();
  let failure: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    for (let step = iterator.next(); !step.done && failure === undefined; step = iterator.next()) {
      try {
        await task(step.value);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  if (failure !== undefined) throw failure.error;
}
