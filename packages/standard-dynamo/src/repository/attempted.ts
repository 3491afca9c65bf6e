/** Does it now, and gives what came of it, the error too, when it is asked for: where an error has to wait for a promise. */
export function attempted<T>(work: () => T): () => T {
  try {
    const value = work();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
